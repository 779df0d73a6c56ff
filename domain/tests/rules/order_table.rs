//! Role × command × state, written out: what is not in this table is denied.

use domain::accounts::TeamId;
use domain::orders::{Acting, CommandKind, StateKind, permitted};
use strum::IntoEnumIterator;

/// R resident, M member, V volunteer, P property company, S staff, L community lead, Y the program itself.
/// Office and district (O) look, and urge what is late.
const TABLE: &str = "
              placed   dispatched accepted on_site  done  closed paused  cancelled refused
    dispatch  SLY      -          -        -        -     -      -       -         -
    claim     M        -          -        -        -     -      -       -         -
    accept    -        MVPSL      -        -        -     -      -       -         -
    decline   -        MVPSL      MVPSL    -        -     -      -       -         -
    transfer  -        SL         SL       SL       -     -      -       -         -
    pause     SL       SL         MVPSL    MVPSL    -     -      -       -         -
    resume    -        -          -        -        -     -      MVPSL   -         -
    agree     -        -          MVPSL    -        -     -      -       -         -
    arrive    -        -          MVPSL    -        -     -      -       -         -
    finish    -        -          -        MVPSL    -     -      -       -         -
    confirm   -        -          -        -        R     -      -       -         -
    rate      -        -          -        -        R     R      -       -         -
    reopen    -        -          -        -        R     R      -       -         -
    close     -        -          -        -        SLY   -      -       -         -
    cancel    RY       RY         RY       -        -     -      RY      -         -
    refuse    SL       SL         -        -        -     -      -       -         -
    nudge     RLO      RSLO       RSLO     RSLO     -     -      -       -         -
";

fn actors() -> [(char, Acting); 8] {
    let team = TeamId("team".into());
    [
        ('R', Acting::Resident),
        ('M', Acting::Member),
        ('V', Acting::Volunteer { team: team.clone() }),
        ('P', Acting::Property { team }),
        ('S', Acting::Staff),
        ('L', Acting::CommunityLead),
        ('O', Acting::Observer),
        ('Y', Acting::System),
    ]
}

#[test]
fn every_cell_is_as_written() {
    let mut lines = TABLE.lines().filter(|line| !line.trim().is_empty());
    let states: Vec<StateKind> =
        lines.next().unwrap().split_whitespace().map(|name| name.parse().unwrap()).collect();
    assert_eq!(states.len(), StateKind::iter().count(), "every state has a column");
    let mut commands = 0;
    for line in lines {
        let mut cells = line.split_whitespace();
        let command: CommandKind = cells.next().unwrap().parse().unwrap();
        let cells: Vec<&str> = cells.collect();
        assert_eq!(cells.len(), states.len(), "{command} has a cell for every state");
        for (state, cell) in states.iter().zip(cells) {
            for (letter, acting) in actors() {
                let expected = cell.contains(letter);
                assert_eq!(permitted(*state, &acting, command), expected, "{letter} {command} {state}");
            }
        }
        commands += 1;
    }
    assert_eq!(commands, CommandKind::iter().count(), "every command has a row");
}
