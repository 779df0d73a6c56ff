//! What is asked to let an order come again; the answers that follow from the order are there already.

use super::start::weekday_field;
use crate::components::{
    Choice, ChoiceLayout, FieldChoice, FieldText, FieldTicks, Fold, TextKind, TickChoice,
};
use crate::form::FormState;
use backend::field;
use backend::recurring::RecurrenceForm;
use domain::orders::Daypart;
use domain::recurring::{OnHoliday, Rhythm, weekday_name};
use jiff::civil::Date;
use leptos::prelude::*;
use strum::IntoEnumIterator;

/// How often, on which days, from when and until when.
#[component]
pub(super) fn RecurrenceFields(
    /// What was typed.
    form_state: FormState,
    /// The day that the order was for.
    ordered: Date,
    /// The part of the day that it was for.
    part: Daypart,
) -> impl IntoView {
    let rhythms = Rhythm::iter().map(|rhythm| Choice::new(<&str>::from(rhythm), rhythm.name())).collect();
    view! {
        <FieldChoice
            field=form_state.field(field!(RecurrenceForm, rhythm)).or(<&str>::from(Rhythm::Week))
            label="多久来一次"
            layout=ChoiceLayout::Segment
            choices=rhythms
        />
        <WeekdayField form_state=form_state.clone() ordered/>
        <div class="asked asked-month">
            <FieldText
                field=form_state.field(field!(RecurrenceForm, month_day)).or(ordered.day().to_string())
                label="每月几号"
                kind=TextKind::Number
                unit="号"
                hint="选了“每月”才看这里；没有 31 号的月份，就在月底来"
            />
        </div>
        <FieldChoice
            field=form_state.field(field!(RecurrenceForm, part)).or(<&str>::from(part))
            label="什么时候来"
            choices=parts()
        />
        <FieldChoice
            field=form_state.field(field!(RecurrenceForm, on_holiday)).or(<&str>::from(OnHoliday::default()))
            label="碰上法定假日"
            layout=ChoiceLayout::Rows
            choices=holiday_choices()
        />
        <EndFields form_state=form_state.clone()/>
        <Fold label="换个开始的日子" open=form_state.error(field!(RecurrenceForm, first)).is_some()>
            <FieldText
                field=form_state.field(field!(RecurrenceForm, first))
                label="从哪天起"
                kind=TextKind::Date
                hint="不填，就接着这一单往后排"
                optional=true
            />
        </Fold>
    }
}

/// The weekdays; that of the order is ticked.
#[component]
fn WeekdayField(form_state: FormState, ordered: Date) -> impl IntoView {
    let again = form_state.is_some();
    let ticks = (1..=7_u8).map(|day| {
        let name = weekday_field(day);
        let of_order = ordered.weekday().to_monday_one_offset() == day.cast_signed();
        // What comes back is what was ticked.
        let checked = if again { form_state.value(&name).is_some() } else { of_order };
        TickChoice::new(name, weekday_name(day), checked)
    });
    view! {
        <div class="asked asked-weekdays">
            <FieldTicks id="weekdays" label="星期几" hint="可以选几天" ticks=ticks.collect()
                error=form_state.error(field!(RecurrenceForm, weekdays))/>
        </div>
    }
}

/// Until it is stopped, or up to a day.
#[component]
fn EndFields(form_state: FormState) -> impl IntoView {
    let choices = vec![Choice::new("always", "一直来，直到说停"), Choice::new("day", "来到某一天为止")];
    view! {
        <FieldChoice
            field=form_state.field(field!(RecurrenceForm, until)).or("always")
            label="要来多久"
            layout=ChoiceLayout::Rows
            choices
        />
        <div class="asked asked-last">
            <FieldText
                field=form_state.field(field!(RecurrenceForm, last))
                label="最后一天"
                kind=TextKind::Date
                hint="选了“来到某一天为止”才要填，这一天也算"
            />
        </div>
    }
}

fn parts() -> Vec<Choice> {
    let part = |part: Daypart| Choice::new(<&str>::from(part), part.name()).second(part.hours());
    Daypart::iter().map(part).collect()
}

fn holiday_choices() -> Vec<Choice> {
    let about = |on_holiday| match on_holiday {
        OnHoliday::Skip => "连着假日的周末也算",
        OnHoliday::Keep => "比如去看看一个人住的老人",
    };
    let choice = |choice: OnHoliday| Choice::new(<&str>::from(choice), choice.name()).second(about(choice));
    OnHoliday::iter().map(choice).collect()
}
