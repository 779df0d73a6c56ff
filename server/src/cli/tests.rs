use super::*;
use clap::CommandFactory;
use clap::error::ErrorKind;

#[test]
fn is_well_formed() {
    Cli::command().debug_assert();
}

#[test]
fn flags_that_all_commands_take_stand_before_or_after() {
    for line in [
        ["diandiantong", "--demo", "--database", "sqlite:a.db", "migrate"],
        ["diandiantong", "migrate", "--demo", "--database", "sqlite:a.db"],
    ] {
        let cli = Cli::try_parse_from(line).unwrap();
        assert!(cli.common.demo);
        assert_eq!(cli.common.database.as_deref(), Some("sqlite:a.db"));
    }
}

#[test]
fn reads_what_the_examples_show() {
    let line = "diandiantong grant 13800000003 property_company K10101 --team 樾城物业 --until 2027-01-31";
    let cli = Cli::try_parse_from(line.split(' ')).unwrap();
    let Command::Grant { phone, role, area, team, name, until } = cli.command else { panic!("grant") };
    assert_eq!((phone.as_str(), role.as_str(), area.as_str()), ("13800000003", "property_company", "K10101"));
    assert_eq!((team.as_deref(), name, until.as_deref()), (Some("樾城物业"), None, Some("2027-01-31")));

    let line = "diandiantong import services data/services.csv --categories data/categories.csv";
    let cli = Cli::try_parse_from(line.split(' ')).unwrap();
    let Command::Import { kind, categories, .. } = cli.command else { panic!("import") };
    assert_eq!(kind, ImportKind::Services);
    assert_eq!(categories, Some(PathBuf::from("data/categories.csv")));

    let line = "diandiantong clock explain --placed 2026-02-13T16:00 --minutes 480 --pause a..b --pause c..d";
    let cli = Cli::try_parse_from(line.split(' ')).unwrap();
    let Command::Clock { command: ClockCommand::Explain(explain) } = cli.command else { panic!("clock") };
    assert_eq!(explain.pause, ["a..b", "c..d"]);

    let line = "diandiantong survey estimate answers.csv strata.csv --margins margins.csv --confidence 0.9";
    let cli = Cli::try_parse_from(line.split(' ')).unwrap();
    let Command::Survey { command: SurveyCommand::Estimate(estimate) } = cli.command else {
        panic!("survey")
    };
    assert_eq!(estimate.strata, PathBuf::from("strata.csv"));
    assert_eq!((estimate.confidence.as_deref(), estimate.json), (Some("0.9"), false));
    let line = "diandiantong survey redraw 3b5f FRAME.csv DRAW.csv --json";
    let cli = Cli::try_parse_from(line.split(' ')).unwrap();
    let Command::Survey { command: SurveyCommand::Redraw(redraw) } = cli.command else { panic!("survey") };
    assert!(redraw.json && redraw.seed == "3b5f" && redraw.strata.ends_with("DRAW.csv"));

    let line = "diandiantong serve --trusted-proxy 10.0.0.0/8,127.0.0.1 --listen 0.0.0.0:80";
    let cli = Cli::try_parse_from(line.split(' ')).unwrap();
    let Command::Serve(serve) = cli.command else { panic!("serve") };
    assert_eq!(serve.trusted_proxy.len(), 2);
    assert_eq!(serve.listen.port(), 80);

    let line = "diandiantong serve --sms-template-work T2 --sms-template-escalation T4";
    let cli = Cli::try_parse_from(line.split(' ')).unwrap();
    let Command::Serve(serve) = cli.command else { panic!("serve") };
    assert_eq!(serve.messages.sms_template_work.as_deref(), Some("T2"));
    assert_eq!(serve.messages.sms_template_escalation.as_deref(), Some("T4"));
}

#[test]
fn refuses_what_it_does_not_know() {
    let refused = |line: &str| Cli::try_parse_from(line.split(' ')).unwrap_err().kind();
    let bare = refused("diandiantong");
    // The help, unless a variable of the environment already says something.
    let help = ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
    assert!(bare == help || bare == ErrorKind::MissingSubcommand, "{bare:?}");
    assert_eq!(refused("diandiantong import orders x.csv"), ErrorKind::InvalidValue);
    assert_eq!(refused("diandiantong serve --trusted-proxy 10.0.0.0/40"), ErrorKind::ValueValidation);
}
