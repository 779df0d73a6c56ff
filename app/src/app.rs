//! All pages, and the address of each.

use crate::accounts::{
    CodePage, MePage, NoticesPage, PasskeysPage, PrivacyPage, RecoveryPage, SessionsPage, SignInLinkPage,
    SignInPage, TotpPage, WelcomePage, WhosePage,
};
use crate::audit::AuditPage;
use crate::catalogue::{CategoryPage, ListPage, SearchPage, ServicePage};
use crate::clocks::{ClockPage, HoursPage};
use crate::components::{Shell, StyleGallery};
use crate::context::{elder, settings};
use crate::desk::{
    BoardPage, FindPersonPage, FoundPersonPage, ListsPage, MorePage, NewOrderPage, PeoplePage, PlanPage,
    RulesPage,
};
use crate::help::HelpPage;
use crate::home::HomePage;
use crate::jobs::{JobPage, JobsPage, ProfilePage};
use crate::notifications::NotificationsPage;
use crate::offline::OfflinePage;
use crate::orders::{FamilyPage, OrderPage, OrdersPage};
use crate::page::{ErrorPage, NotFoundPage};
use crate::posters::{PosterSheetPage, PostersPage};
use crate::recurring::{
    DeskRecurringPage, DeskRepeatPage, DeskStopPage, RecurringPage, RepeatPage, StopPage,
};
use crate::reports::{
    BehindPage, IndicatorPage, OverviewPage, PublicReportPage, QuarterPage, ReportPage, ReturnVisitPartsPage,
};
use crate::return_visits::{ReturnVisitPage, ReturnVisitsPage};
use crate::star_rating::StarsPage;
use crate::surveys::{
    DoorsPage, LinkPage, RecordPage, RecordsPage, VisitPage, VisitsPage, WavePage, WavesPage,
};
use crate::telephones::{DutyTelephonePage, TelephonePage, TelephonesPage};
use backend::AppError;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::SsrMode::Async;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::path;

/// The whole document of whatever page the address names.
#[component]
pub fn Document() -> impl IntoView {
    // Only islands are ever brought to life: nothing of a page is serialised for the browser.
    if let Some(shared) = Owner::current_shared_context() {
        shared.set_is_hydrating(false);
    }
    view! {
        <Shell elder=elder()>
            <DemoMark/>
            <App/>
        </Shell>
    }
}

/// The whole document that says an error, in place of whatever was asked for.
#[component]
pub fn FailureDocument(
    /// What happened.
    error: AppError,
) -> impl IntoView {
    provide_meta_context();
    view! {
        <Shell elder=elder()>
            <ErrorPage error/>
        </Shell>
    }
}

/// In the demo every page says that its people are invented.
#[component]
fn DemoMark() -> impl IntoView {
    settings().demo.then(|| {
        view! { <aside class="demo-mark" aria-label="演示">"演示：人和事都是编的"</aside> }
    })
}

/// The pages. Each is rendered whole before it is sent.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <FlatRoutes fallback=NotFoundPage>
                <Route path=path!("/") view=HomePage ssr=Async/>
                <Route path=path!("/sign-in") view=SignInPage ssr=Async/>
                <Route path=path!("/sign-in/code") view=CodePage ssr=Async/>
                <Route path=path!("/sign-in/link/:token") view=SignInLinkPage ssr=Async/>
                <Route path=path!("/welcome") view=WelcomePage ssr=Async/>
                <Route path=path!("/me") view=MePage ssr=Async/>
                <Route path=path!("/sign-in/whose") view=WhosePage ssr=Async/>
                <Route path=path!("/me/sessions") view=SessionsPage ssr=Async/>
                <Route path=path!("/help") view=HelpPage ssr=Async/>
                <Route path=path!("/me/family") view=FamilyPage ssr=Async/>
                <Route path=path!("/me/passkeys") view=PasskeysPage ssr=Async/>
                <Route path=path!("/me/totp") view=TotpPage ssr=Async/>
                <Route path=path!("/me/recovery") view=RecoveryPage ssr=Async/>
                <Route path=path!("/me/notices") view=NoticesPage ssr=Async/>
                <Route path=path!("/privacy") view=PrivacyPage ssr=Async/>
                <Route path=path!("/lists/:list") view=ListPage ssr=Async/>
                <Route path=path!("/categories/:code") view=CategoryPage ssr=Async/>
                <Route path=path!("/services/:code") view=ServicePage ssr=Async/>
                <Route path=path!("/search") view=SearchPage ssr=Async/>
                <Route path=path!("/orders") view=OrdersPage ssr=Async/>
                <Route path=path!("/orders/recurring") view=RecurringPage ssr=Async/>
                <Route path=path!("/orders/recurring/:id/stop") view=StopPage ssr=Async/>
                <Route path=path!("/orders/:number") view=OrderPage ssr=Async/>
                <Route path=path!("/orders/:number/repeat") view=RepeatPage ssr=Async/>
                <Route path=path!("/inbox") view=NotificationsPage ssr=Async/>
                <Route path=path!("/jobs") view=JobsPage ssr=Async/>
                <Route path=path!("/jobs/profile") view=ProfilePage ssr=Async/>
                <Route path=path!("/jobs/telephone") view=DutyTelephonePage ssr=Async/>
                <Route path=path!("/jobs/surveys") view=VisitsPage ssr=Async/>
                <Route path=path!("/jobs/surveys/:wave/:household") view=VisitPage ssr=Async/>
                <Route path=path!("/jobs/:number") view=JobPage ssr=Async/>
                <Route path=path!("/desk") view=BoardPage ssr=Async/>
                <Route path=path!("/desk/overview") view=OverviewPage ssr=Async/>
                <Route path=path!("/desk/plan") view=PlanPage ssr=Async/>
                <Route path=path!("/desk/new") view=NewOrderPage ssr=Async/>
                <Route path=path!("/desk/find") view=FindPersonPage ssr=Async/>
                <Route path=path!("/desk/find/:id") view=FoundPersonPage ssr=Async/>
                <Route path=path!("/desk/lists") view=ListsPage ssr=Async/>
                <Route path=path!("/figures") view=PublicReportPage ssr=Async/>
                <Route path=path!("/desk/figures") view=ReportPage ssr=Async/>
                <Route path=path!("/desk/figures/orders") view=BehindPage ssr=Async/>
                <Route path=path!("/desk/figures/promise") view=IndicatorPage ssr=Async/>
                <Route path=path!("/desk/figures/returns") view=ReturnVisitPartsPage ssr=Async/>
                <Route path=path!("/desk/figures/quarter") view=QuarterPage ssr=Async/>
                <Route path=path!("/desk/stars") view=StarsPage ssr=Async/>
                <Route path=path!("/desk/more") view=MorePage ssr=Async/>
                <Route path=path!("/desk/rules") view=RulesPage ssr=Async/>
                <Route path=path!("/desk/clock") view=ClockPage ssr=Async/>
                <Route path=path!("/desk/hours") view=HoursPage ssr=Async/>
                <Route path=path!("/desk/telephone") view=TelephonePage ssr=Async/>
                <Route path=path!("/desk/recurring") view=DeskRecurringPage ssr=Async/>
                <Route path=path!("/desk/recurring/:id/stop") view=DeskStopPage ssr=Async/>
                <Route path=path!("/desk/repeat") view=DeskRepeatPage ssr=Async/>
                <Route path=path!("/desk/people") view=PeoplePage ssr=Async/>
                <Route path=path!("/desk/audit") view=AuditPage ssr=Async/>
                <Route path=path!("/desk/returns") view=ReturnVisitsPage ssr=Async/>
                <Route path=path!("/desk/returns/:number") view=ReturnVisitPage ssr=Async/>
                <Route path=path!("/desk/posters") view=PostersPage ssr=Async/>
                <Route path=path!("/desk/posters/:area") view=PosterSheetPage ssr=Async/>
                <Route path=path!("/desk/surveys") view=WavesPage ssr=Async/>
                <Route path=path!("/desk/surveys/:wave") view=WavePage ssr=Async/>
                <Route path=path!("/desk/surveys/:wave/doors") view=DoorsPage ssr=Async/>
                <Route path=path!("/telephones") view=TelephonesPage ssr=Async/>
                <Route path=path!("/surveys") view=RecordsPage ssr=Async/>
                <Route path=path!("/surveys/:wave") view=RecordPage ssr=Async/>
                <Route path=path!("/s/:token") view=LinkPage ssr=Async/>
                <Route path=path!("/offline") view=OfflinePage ssr=Async/>
                <Route path=path!("/style") view=StylePage ssr=Async/>
            </FlatRoutes>
        </Router>
    }
}

/// The parts of the pages, side by side: in the demo only.
#[component]
fn StylePage() -> impl IntoView {
    if settings().demo { view! { <StyleGallery/> }.into_any() } else { view! { <NotFoundPage/> }.into_any() }
}
