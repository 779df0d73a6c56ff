//! What of a survey is open to everybody, and what isn't.

use crate::support::TestServer;
use http::StatusCode;

#[tokio::test]
async fn a_link_that_nobody_has_and_a_wave_that_is_none_are_not_found() {
    let server = TestServer::start(true).await;
    for path in ["/s/nobodys", "/surveys/K101-W1", "/surveys/K101-W1/FRAME.csv", "/surveys/K101-W1/DRAW.csv"]
    {
        assert_eq!(server.get(path, "").await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let all = server.get("/surveys", "").await;
    assert_eq!(all.status, StatusCode::OK, "whatever was made is listed for everybody");
    let link = server.get("/s/nobodys", "").await;
    assert!(link.body.contains("data-elder"), "large, also where nothing is found");
}

#[tokio::test]
async fn the_desk_the_doors_and_the_answers_are_not_for_everybody() {
    let server = TestServer::start(true).await;
    for path in ["/desk/surveys", "/desk/surveys/K101-W1", "/desk/surveys/K101-W1/doors", "/jobs/surveys"] {
        let answer = server.get(path, "").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
        assert!(answer.location().starts_with("/sign-in"), "{path}");
    }
    let file = server.get("/desk/surveys/K101-W1/files/ANSWERS.csv", "").await;
    assert_eq!(file.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn an_answer_by_a_wrong_link_comes_back_as_it_was_typed() {
    let server = TestServer::start(true).await;
    let form = "back=%2Fs%2Fnobodys&link=nobodys&stamp=1.x&q-knows_routine=1";
    let answer = server.post("/do/answer_by_link", "", form).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/s/nobodys"));
    assert!(answer.cookie("kept").len() > 10);
}
