//! How a wave goes: by stratum, and by whoever asks.

use super::access;
use super::records::{self, SampleRow};
use super::visitors::MayGo;
use super::wave::{self, Wave, WaveView};
use crate::accounts::Viewer;
use crate::areas::AreaTree;
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, areas, values};
use domain::accounts::PersonId;
use domain::areas::AreaCode;
use domain::surveys::{Flag, Form, Over, Questionnaire, Stage, Tally, flags};
use domain::text::without_numbers;
use statistics::may_be_told;
use std::collections::BTreeMap;

/// How a wave goes.
#[derive(Clone, Debug)]
pub struct Progress {
    /// Its strata, in the order of their codes.
    pub strata: Vec<StratumProgress>,
    /// Households that the tree of areas says the wave's area has: where that is more than the frame, the list
    /// isn't whole, and the wave speaks for the listed ones only.
    pub registered: i64,
    /// What the whole sample came to.
    pub whole: Tally,
    /// Whoever asks, by name.
    pub hands: Vec<HandProgress>,
    /// Answers by link.
    pub by_link: usize,
    /// What is odd about those, taken together.
    pub link_flags: Vec<Flag>,
    /// Answers that came after the last day: kept, and left out of the estimate.
    pub late: usize,
    /// Households that nobody is to go to yet, or nobody any more.
    pub unshared: usize,
    /// What was said in words, by question; numbers in it are hidden.
    pub said: Vec<(String, Vec<String>)>,
}

/// A stratum.
#[derive(Clone, Debug)]
pub struct StratumProgress {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Households in the frame.
    pub households: i64,
    /// Households that are, or will be, drawn.
    pub drawn: i64,
    /// What became of them.
    pub tally: Tally,
}

/// Somebody who asks.
#[derive(Clone, Debug)]
pub struct HandProgress {
    /// Who it is; `None` of those who answered by their links.
    pub person: Option<PersonId>,
    /// Their name.
    pub name: String,
    /// Whether they have households that are still open, and no role any more that would let them go there.
    pub gone: bool,
    /// Households that they are to go to.
    pub given: usize,
    /// Forms that they brought.
    pub answered: usize,
    /// Households of which they said that there is none such: each makes the sample smaller.
    pub not_found: usize,
    /// What is odd about those.
    pub flags: Vec<Flag>,
}

/// How a wave goes, for every desk that has a part in it.
///
/// # Errors
/// [`AppError`]: `Denied`; there is no such wave.
pub async fn progress(backend: &Backend, viewer: &Viewer, view: &WaveView) -> Result<Progress, AppError> {
    if !access::may_see(viewer, &view.wave.area) {
        return Err(wave::missing());
    }
    let mut tx = backend.store.read().await?;
    let tree = areas::tree_in(&mut tx, backend).await?;
    let sample = records::sample(&mut tx, &view.wave).await?;
    let strata = strata(&mut tx, &view.wave, &tree, &sample, &view.questionnaire).await?;
    let mut odd = flags(&forms(&sample, &view.questionnaire));
    let link_flags = odd.remove(&None).unwrap_or_default();
    let may_go = MayGo::of(&mut tx, &view.wave).await?;
    let hands = hands(&mut tx, &sample, &may_go, odd).await?;
    let answers = || sample.iter().filter_map(|row| row.answer.as_ref());
    let open = sample.iter().filter(|row| row.over().is_none());
    Ok(Progress {
        registered: tree.get(&view.wave.area).map_or(0, |area| area.households.into()),
        whole: strata.iter().fold(Tally::default(), |whole, stratum| whole.plus(stratum.tally)),
        by_link: answers().filter(|answer| answer.person.is_none()).count(),
        late: answers().filter(|answer| answer.late).count(),
        unshared: open.filter(|row| !may_go.contains(row)).count(),
        // What households said in words is read when nobody can stop because of it, by those who run the wave and are not
        // judged by it.
        said: if view.wave.stage == Stage::Closed
            && access::may_manage(viewer, &view.wave.area)
            && access::reads_answers(viewer)
        {
            said(&sample, &view.questionnaire)
        } else {
            Vec::new()
        },
        strata,
        hands,
        link_flags,
    })
}

/// What a household counts as: a late answer counts as none, since the time was over.
pub(super) fn count(tally: &mut Tally, row: &SampleRow, questionnaire: &Questionnaire) {
    let answer = row.answer.as_ref().filter(|answer| !answer.late);
    tally.count(answer.map(|answer| answer.answers.completeness(questionnaire)), row.over());
}

async fn strata(
    tx: &mut Transaction,
    wave: &Wave,
    tree: &AreaTree,
    sample: &[SampleRow],
    questionnaire: &Questionnaire,
) -> Result<Vec<StratumProgress>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        stratum: String,
        households: i64,
        drawn: i64,
    }
    let rows: Vec<Row> = tx
        .all(
            "SELECT stratum, households, drawn FROM survey_strata WHERE survey = $1 ORDER BY stratum",
            values![&wave.id],
        )
        .await?;
    let stratum = |row: Row| {
        let mut tally = Tally::default();
        let own = sample.iter().filter(|sampled| sampled.stratum == row.stratum);
        own.for_each(|sampled| count(&mut tally, sampled, questionnaire));
        let code = AreaCode::parse(&row.stratum)
            .map_err(|error| StoreError::row("survey_strata", &row.stratum, error))?;
        let area = tree.get(&code);
        Ok(StratumProgress {
            name: area.map_or_else(|| row.stratum.clone(), |area| area.name.clone()),
            households: row.households,
            drawn: row.drawn,
            code: row.stratum,
            tally,
        })
    };
    rows.into_iter().map(stratum).collect()
}

async fn hands(
    tx: &mut Transaction,
    sample: &[SampleRow],
    may_go: &MayGo,
    mut odd: BTreeMap<Option<String>, Vec<Flag>>,
) -> Result<Vec<HandProgress>, StoreError> {
    let mut hands: BTreeMap<&PersonId, HandProgress> = BTreeMap::new();
    let asks = |person| HandProgress {
        person: Some(PersonId::clone(person)),
        name: String::new(),
        gone: false,
        given: 0,
        answered: 0,
        not_found: 0,
        flags: Vec::new(),
    };
    for row in sample {
        if let Some(person) = &row.interviewer {
            let hand = hands.entry(person).or_insert_with(|| asks(person));
            hand.given += 1;
            hand.gone |= row.over().is_none() && !may_go.contains(row);
            hand.not_found += usize::from(row.over() == Some(Over::NoSuchDwelling));
        }
        if let Some(person) = row.answer.as_ref().and_then(|answer| answer.person.as_ref()) {
            hands.entry(person).or_insert_with(|| asks(person)).answered += 1;
        }
    }
    let mut named = Vec::new();
    for (person, hand) in hands {
        let name = name_of(tx, &person.0).await?;
        named.push(HandProgress {
            name,
            flags: odd.remove(&Some(person.0.clone())).unwrap_or_default(),
            ..hand
        });
    }
    named.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(named)
}

/// The forms, as far as likeness looks at them.
fn forms(sample: &[SampleRow], questionnaire: &Questionnaire) -> Vec<Form> {
    let form = |row: &SampleRow| {
        let answer = row.answer.as_ref()?;
        let said =
            questionnaire.closed().map(|question| answer.answers.get(&question.code).map(str::to_owned));
        Some(Form {
            household: row.household.clone(),
            interviewer: answer.person.as_ref().map(|person| person.0.clone()),
            seconds: answer.taken_at.since(answer.started_at) / 1000,
            answers: said.collect(),
        })
    };
    sample.iter().filter_map(form).collect()
}

/// What was said in words, by question; nothing of a few, whose words others would know again.
fn said(sample: &[SampleRow], questionnaire: &Questionnaire) -> Vec<(String, Vec<String>)> {
    let open = questionnaire.questions.iter().filter(|question| !question.is_closed());
    open.map(|question| {
        let answers = sample.iter().filter_map(|row| row.answer.as_ref()?.answers.get(&question.code));
        let mut answers: Vec<_> = answers.map(without_numbers).collect();
        if !may_be_told(u32::try_from(answers.len()).unwrap_or(u32::MAX)) {
            answers.clear();
        }
        // Not in the order of the draw: by that anybody could find the door.
        answers.sort_unstable();
        (question.words.clone(), answers)
    })
    .collect()
}

async fn name_of(tx: &mut Transaction, person: &str) -> Result<String, StoreError> {
    #[derive(FromRow)]
    struct Row {
        name: String,
    }
    let row: Option<Row> = tx.one("SELECT name FROM people WHERE id = $1", values![person]).await?;
    Ok(row.map(|row| row.name).unwrap_or_default())
}
