//! `diandiantong clock explain`: how a deadline comes about, by day and minute.

use crate::cli::ExplainArgs;
use crate::console::{read, say};
use crate::failure::Failure;
use crate::spoken::{table, translated};
use backend::import::{ImportFailure, ImportFile, read_holidays, shipped_holidays};
use domain::clocks::{
    Calendar, DayKind, Explanation, HoursError, OutOfSight, Pace, Pause, Stretch, WorkTime, WorkingHours,
    explain,
};
use domain::import::{self, FieldReason};
use domain::time::{TimeError, Timestamp};
use locale::{Text, said};
use std::fmt::Write as _;
use std::io::Write as _;
use thiserror::Error;

/// The days of the week, from Monday on.
const WEEKDAYS: [Text; 7] = [
    Text::new("周一", "Mon"),
    Text::new("周二", "Tue"),
    Text::new("周三", "Wed"),
    Text::new("周四", "Thu"),
    Text::new("周五", "Fri"),
    Text::new("周六", "Sat"),
    Text::new("周日", "Sun"),
];

/// The longest limit that is explained, in minutes: more than nine years of working days.
const MINUTES_LIMIT: u32 = 1_000_000;

/// Why a deadline can't be explained.
#[derive(Debug, Error)]
pub enum ClockFailure {
    /// The moment of placing is none.
    #[error("{}", said!("--placed 不对：{}", "--placed is wrong: {}", translated(.0)))]
    Placed(TimeError),
    /// The limit is none.
    #[error("{}", said!("--minutes 不对：{}", "--minutes is wrong: {}", translated(.0)))]
    Minutes(FieldReason),
    /// The working hours are none.
    #[error("{}", said!("--hours 不对：{}", "--hours is wrong: {}", translated(.0)))]
    Hours(HoursError),
    /// A pause can't be read.
    #[error("{}", said!(
        "--pause “{}”看不懂：要写成 2026-02-14T09:00..2026-02-24T09:00 这样",
        "--pause «{}» can't be read: it is written like 2026-02-14T09:00..2026-02-24T09:00",
        .0
    ))]
    Pause(String),
    /// A pause ends before it begins, or at once.
    #[error("{}", said!(
        "--pause “{}”不对：结束要比开始晚",
        "--pause «{}» is wrong: it must end after it begins",
        .0
    ))]
    PauseBackwards(String),
    /// The table of holidays has wrong rows.
    #[error("{}", said!(
        "节假日的表有错，请改好再试：{}",
        "The table of holidays is wrong, mend it and try again: {}",
        table(.0)
    ))]
    Holidays(ImportFailure),
    /// There is no such deadline.
    #[error("{}", translated(.0))]
    OutOfSight(#[from] OutOfSight),
}

impl From<ClockFailure> for Failure {
    fn from(failure: ClockFailure) -> Self {
        Self::Command(Box::new(failure))
    }
}

/// Prints how a deadline comes about.
///
/// # Errors
/// [`Failure`], one sentence.
pub async fn run(args: ExplainArgs) -> Result<(), Failure> {
    let placed = args.placed.parse().map_err(ClockFailure::Placed)?;
    let minutes = import::number(&args.minutes, 0..=MINUTES_LIMIT).map_err(ClockFailure::Minutes)?;
    let hours = args.hours.as_deref().map_or_else(|| Ok(WorkingHours::default()), str::parse);
    let hours = hours.map_err(ClockFailure::Hours)?;
    let pauses = args.pause.iter().map(|text| pause(text)).collect::<Result<Vec<_>, _>>()?;
    let pace = if args.wall_clock { Pace::WallClock } else { Pace::Working };
    let calendar = match &args.holidays {
        None => shipped_holidays(),
        Some(file) => {
            let (name, bytes) = read(file, args.files).await?;
            read_holidays(ImportFile { name: &name, bytes: &bytes })
        }
    };
    let calendar = calendar.map_err(ClockFailure::Holidays)?;
    let time = WorkTime { calendar: &calendar, hours: &hours };
    let told = explain(placed, minutes, time, pace, &pauses, None).map_err(ClockFailure::from)?;
    // Every pause here has an end, and so has the clock.
    let deadline = told.deadline.ok_or(ClockFailure::OutOfSight(OutOfSight))?;
    let warnings = warnings(&told.unknown_years);
    if args.json {
        // Whoever reads the deadline alone shall not miss that it was guessed.
        write!(std::io::stderr(), "{warnings}").map_err(Failure::Server)?;
        return say(&json(deadline, &told));
    }
    let counting = match pace {
        Pace::Working => said!("按上班时间 {hours} 算", "in working hours {hours}"),
        Pace::WallClock => locale::text("日夜都算", "by day and night").to_owned(),
    };
    let head = said!(
        "期限：{}（{} 下单，限 {minutes} 分钟，{counting}）",
        "Deadline: {} (placed {}, {minutes} minutes {counting})",
        moment(deadline),
        moment(placed)
    );
    say(&text(warnings + &head, &told, &calendar))
}

/// `FROM..TO`.
fn pause(text: &str) -> Result<Pause, ClockFailure> {
    let unreadable = || ClockFailure::Pause(text.to_owned());
    let (from, to) = text.split_once("..").ok_or_else(unreadable)?;
    let read = |moment: &str| moment.parse::<Timestamp>().map_err(|_| unreadable());
    let (from, to) = (read(from)?, read(to)?);
    if from < to {
        Ok(Pause { from, to: Some(to) })
    } else {
        Err(ClockFailure::PauseBackwards(text.to_owned()))
    }
}

fn json(deadline: Timestamp, told: &Explanation) -> String {
    let stretches: Vec<_> = told
        .stretches
        .iter()
        .map(|ran| {
            serde_json::json!({ "from": ran.from.rfc3339(), "to": ran.to.rfc3339(), "minutes": ran.minutes })
        })
        .collect();
    let skipped: Vec<_> = told
        .skipped
        .iter()
        .map(|day| serde_json::json!({ "date": day.date.to_string(), "reason": day.reason.to_string() }))
        .collect();
    serde_json::json!({
        "deadline": deadline.rfc3339(),
        "stretches": stretches,
        "skipped": skipped,
        "unknown_years": told.unknown_years,
    })
    .to_string()
}

/// A loud line for each year that was guessed.
fn warnings(years: &[i16]) -> String {
    let line = |year| {
        said!(
            "注意！{year} 年的放假安排还没有，只把法定节日算作放假，时限是预计的；请导入国家公布的安排，或用 --holidays 指明文件\n",
            "Note: the holidays of {year} aren't announced yet, only those of the law count, and the deadline is a guess; import what is announced, or name its file with --holidays\n"
        )
    };
    years.iter().map(line).collect()
}

/// The deadline, and a line for each stretch and each skipped day.
fn text(head: String, told: &Explanation, calendar: &Calendar) -> String {
    let mut text = head;
    // Writing into a String never fails.
    if !told.stretches.is_empty() {
        text.push_str(locale::text("\n计入：", "\nCounted:"));
    }
    for ran in &told.stretches {
        text.push_str(&said!(
            "\n  {}  {} 分钟{}",
            "\n  {}  {} minutes{}",
            span(ran),
            ran.minutes,
            moved(calendar, ran)
        ));
    }
    if !told.skipped.is_empty() {
        text.push_str(locale::text("\n跳过：", "\nLeft out:"));
    }
    for day in &told.skipped {
        let noon = Timestamp::from_civil(day.date.at(12, 0, 0, 0));
        let _ = write!(text, "\n  {}  {}", date(noon), translated(&day.reason));
    }
    text
}

/// «2026-02-13 周五 16:00–17:30»; the second day is named where it is another.
fn span(ran: &Stretch) -> String {
    let last = ran.to.plus(-1);
    let end = if ran.from.date() == last.date() { clock(ran.to) } else { moment(ran.to) };
    // A stretch that ends at midnight ends that day.
    let end = if end == "00:00" { "24:00".to_owned() } else { end };
    format!("{}–{end}", moment(ran.from))
}

/// Why a weekend day counts.
fn moved(calendar: &Calendar, ran: &Stretch) -> String {
    match calendar.day(ran.from.date()) {
        DayKind::Moved(name) => said!("（{}）", " ({})", translated(name)),
        _ => String::new(),
    }
}

fn moment(moment: Timestamp) -> String {
    format!("{} {}", date(moment), clock(moment))
}

/// «2026-02-13 周五».
fn date(moment: Timestamp) -> String {
    let date = moment.date();
    let place = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or_default();
    let weekday = WEEKDAYS.get(place).map(|day| day.said()).unwrap_or_default();
    format!("{date} {weekday}")
}

fn clock(moment: Timestamp) -> String {
    let civil = moment.civil();
    format!("{:02}:{:02}", civil.hour(), civil.minute())
}
