//! The building blocks of every page, rendered by the server only: no signals, no scripts, no inline styles.
//!
//! Texts marked `?` may be left out and take `&str`, `String` or an `Option` of either ([`Words`]); flags
//! are false unless given; `Option<T>` props take the option itself (`tag_tone=None` is fine), while
//! `AnyView?` props take a view (`end=view! { … }.into_any()`) or are left out.
//!
//! # Documents and pages
//! | part | props |
//! | --- | --- |
//! | [`Shell`] | `elder: bool`, children: the whole document |
//! | [`Page`] | `title`, `back?` (address), `tabs: Vec<NavItem>` (≤ 4; none, no bar), `banner: AnyView?` (instead of the top bar), `end: AnyView?` (right end of the top bar), `under: AnyView?` (a `TabStrip`), children |
//! | [`Banner`] | `place`, `place_href?`, `slogan?`, `line?`, `end: AnyView?` (`ElderSwitch`), `search: AnyView?` (`SearchBox`) |
//! | [`ElderSwitch`] | `action`, `elder: bool`, `back`: posts `elder=on` or `off`, and `back` |
//! | [`SearchBox`] | `action`, `name` = "q", `value?`, `placeholder`, `label`, `carried?`: a `GET` form |
//! | [`DeskPage`] | `title`, `hide_title: bool`, `home` = "/", `nav: Vec<NavItem>`, `who?`, `who_href?`, `end: AnyView?`, children |
//! | [`Split`] | `list: AnyView`, `detail: Option<AnyView>`, `list_href`: two columns; on a phone only the detail |
//! | [`Beside`] | `side: AnyView`, children: a table and, at its right, the form that adds to it |
//! | [`NavItem`] | `NavItem::new(href, label).icon(name).count(n).current(bool)` |
//! | [`Tabs`], [`TabStrip`] | `items: Vec<NavItem>`; the strip also `label` (for screen readers) |
//!
//! # Frames and facts
//! | part | props |
//! | --- | --- |
//! | [`Section`] | `title` (an `h2`), `id?`, `more_href?`, `more?`, children |
//! | [`Card`], [`Stack`], [`Rows`], [`ButtonRow`] | children: a sheet; evenly spaced cards (`list=true`: a `<ul>`, each child an `<li>`); rows parted by lines; buttons in a row |
//! | [`Facts`] | `facts: Vec<Fact>`; `Fact::new(term, words)`, `Fact::view(term, view)` |
//! | [`Empty`] | `icon` = "inbox", `words`, `href?`, `action?` |
//! | [`Pager`] | `newer?`, `older?` (addresses), `shown?` |
//! | [`Fold`] | `label`, `open: bool`, children: folded away until asked for |
//! | [`Notice`] | `kind: NoticeKind` (Info, Done, Warning, Failed), `title`, children? |
//!
//! # Forms
//! | part | props |
//! | --- | --- |
//! | [`Form`] | `action`, `back?`, `token?`, `errors: FieldErrors`, `tall: bool` (its `ActionBar` stands at the foot), `files: bool`, `later?` (what it does, if a phone may send it later), children; always posts |
//! | [`FilterForm`] | `action`, `label` = «筛选», children (fields): filters of a list, sent by `GET` |
//! | [`Field`] | `Field::named(name).or(first).wrong(error)`; pages have it from `form_state.field(field!(Form, name))` |
//! | [`FieldErrors`] | collected from `(id, message)` pairs; `.of("phone")` is a field's `error`. [`ErrorSummary`] (`errors`) is part of `Form` |
//! | [`FieldText`] | `field: Field`, `label`, `kind: TextKind` (Words, Name, Phone, Code, Number, Date, Time), `hint?`, `required: bool` («必填»), `optional: bool` («不写也行»), `maxlength: Option<u32>`, `unit?`, `autocomplete?`, `id?` |
//! | [`FieldArea`] | the same without `kind`, `unit`, `autocomplete`; `rows: u32` = 3 |
//! | [`FieldSelect`] | `field: Field`, `label`, `choices: Vec<Choice>`, `blank?` («请选择»), `hint?`, `required`, `optional`, `id?` |
//! | [`FieldChoice`] | `field: Field`, `label`, `choices`, `layout: ChoiceLayout` (Chips, Rows, Segment, Rating), `hint?`, `required`, `optional`, `id?` |
//! | [`FieldSegment`] | `field: Field`, `label`, `choices` (2 or 3), `hint?`, `id?` |
//! | [`FieldCheck`] | `field: Field`, `checked: bool`, `value` = "on", `required`, `id?`, children: the label, may hold a link |
//! | [`FieldHidden`] | `field` (its name), `value` |
//! | [`DoorFields`] | `building: Field`, `unit: Field`, `room: Field`, `no_building: Field`, `ticked: bool`, `required: bool` |
//! | [`Choice`] | `Choice::new(value, label).second(line).icon(name).group(heading)` |
//! | [`SubmitButton`] | `label`, `kind: ButtonKind` (Main, Plain, Quiet, Danger), `icon?`, `name?`, `value?`, `about?` (for screen readers: who or what) |
//! | [`ButtonLink`] | `href`, `label`, `kind`, `icon?`, `about?` |
//! | [`ActionBar`] | `fee?`, `note?`, children: the last thing of a `Form tall=true` |
//!
//! A field's id is its name; give `id` where a page has two fields of one name, and use it in `FieldErrors`.
//!
//! # Orders
//! | part | props |
//! | --- | --- |
//! | [`Steps`] | `at: StepsAt`; `StepsAt::done(3)`, `StepsAt::stopped(3, Stop::Paused)` (Paused, Cancelled, Refused) |
//! | [`OrderCard`] | `title`, `number`, `href`, `steps: StepsAt`, `hint?`, `hint_icon` = "clock", `tone` = Blue, `tag_tone: Option<TagTone>` |
//! | [`OrderHero`] | `title`, `line?`, `tag_tone`, `urgent: bool`, `tag_label?`, `steps`, children? |
//! | [`JobCard`] | `title` (an `h2`), `href?`, `urgent: bool`, `tag: AnyView?`, `facts: Vec<Fact>`, children? (a `ButtonRow`) |
//! | [`Said`] | `words`: what the resident wrote, in quotation marks |
//! | [`OrderNumber`] | `number`: large, to be read out |
//! | [`StateTag`] | `tag_tone: TagTone` (Placed … Closed, Paused, Cancelled, Refused), `label?` |
//! | [`Tag`] | `label`, `tone: Tone` (Plain, Red, Green, Amber, Blue), `icon?` |
//! | [`UrgentTag`] | «急» |
//! | [`Timeline`] | `happenings: Vec<Happening>`, newest first; `Happening::new(time, words).datetime(iso).note(words)` |
//! | [`PersonCard`] | `name`, `tag?`, `tone` = Plain, `line?`, `phone?` (in full: a `tel:` link) |
//! | [`PickCard`] | `name`, `tag?`, `tone` = Plain, `line`, `best: bool`, children (the form with the button) |
//! | [`CodeDigits`] | `code` |
//! | [`AddressCard`] | `address`, `line?`, `href?`, `action?` = «改我的住址» |
//! | [`ClockBar`] | `words`, `used: u8` (percent), `level: ClockLevel` (Calm, Soon, Late, Stopped) |
//! | [`Money`], [`money`] | `fen: u64` (0 is «免费») |
//!
//! # Lists of services, and the desk
//! | part | props |
//! | --- | --- |
//! | [`ListRow`] | `href`, `title`, `line?`, `icon`, `tone`, `count?` |
//! | [`ServiceRow`] | `href`, `title`, `line?`, `fee?`, `tag?`, `tone`; inside [`Rows`] |
//! | [`CategoryGrid`] | `items: Vec<CategoryItem>` (`href`, `label`, `icon`) |
//! | [`BigTile`] | `href`, `title`, `line?`, `icon`, `tone`, `call: bool` (green): the home page in elder mode, inside [`Stack`] |
//! | [`StatTiles`] | `stats: Vec<Stat>` (`href`, `label`, `count: u32`, `tone`, `current: bool`) |
//! | [`FigureTiles`] | `tiles: Vec<FigureTile>`; `FigureTile::new(title, value, href).line(words).tone(tone)` |
//! | [`DataTable`] | `caption`, `heads: Vec<&'static str>`, children: [`DataRow`] (`current: bool`) of [`DataCell`] (`label?`: its heading on a phone); [`RowLink`] (`href`, `label`, `line?`, `tag: Option<AnyView>`, `current`) names the row |
//! | [`Icon`] | `name`: a file of `style/icons`; [`Mark`]: the product's mark |

mod assets;
mod banner;
mod button;
mod catalogue;
mod choice;
mod clock;
mod desk;
mod door;
mod escape;
mod field;
mod form;
mod frame;
mod gallery;
mod icon;
mod money;
mod nav;
mod order;
mod page;
mod paper;
mod person;
mod print;
mod section;
mod select;
mod shell;
mod steps;
mod stylesheet;
mod table;
mod tag;
mod ticks;
mod timeline;
mod words;

pub use assets::Assets;
pub use banner::{Banner, ElderSwitch, SearchBox};
pub use button::{ActionBar, ButtonKind, ButtonLink, ButtonRow, Fold, SubmitButton};
pub use catalogue::{BigTile, CategoryGrid, CategoryItem, ListRow, Rows, ServiceRow};
pub use choice::{Choice, ChoiceLayout, FieldChoice, FieldSegment};
pub use clock::{ClockBar, ClockLevel};
pub use desk::{Beside, DeskPage, FigureTile, FigureTiles, Split, Stat, StatTiles};
pub use door::DoorFields;
pub use field::{FieldArea, FieldHidden, FieldText, TextKind};
pub use form::{ErrorSummary, Field, FieldError, FieldErrors, FilterForm, Form, Notice, NoticeKind};
pub use gallery::StyleGallery;
pub use icon::{Icon, Mark};
pub use money::{Money, money};
pub use nav::{NavItem, TabStrip, Tabs};
pub use order::{JobCard, OrderCard, OrderHero, OrderNumber, Said};
pub use page::Page;
pub use paper::PaperPage;
pub(crate) use person::dial;
pub use person::{AddressCard, CallButton, CodeDigits, PersonCard, PickCard};
pub use print::PrintPage;
pub use section::{Card, Empty, Fact, Facts, Pager, Section, Stack};
pub use select::{FieldCheck, FieldSelect};
pub use shell::Shell;
pub use steps::{STEP_NAMES, Steps, StepsAt, Stop};
pub use stylesheet::{DeskStylesheet, Stylesheet, StylesheetOfPage};
pub use table::{DataCell, DataRow, DataTable, RowLink};
pub use tag::{StateTag, Tag, TagTone, UrgentTag};
pub use ticks::{FieldTicks, TickChoice};
pub use timeline::{Happening, Timeline};
pub use words::{Tone, Words};
