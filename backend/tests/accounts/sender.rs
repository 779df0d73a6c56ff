//! What a person meets where the gateway doesn't send.

use crate::support::both;
use backend::accounts::{CodeSender, Origin, Repeat, SendError, ask_for_code};
use backend::{Backend, ErrorKind};
use domain::accounts::{Phone, SignInCode};
use domain::time::MINUTE;
use std::sync::{Arc, Mutex};

/// A gateway that fails as long as it is told to.
struct Broken(Mutex<Option<SendError>>);

impl CodeSender for Broken {
    fn send(&self, _: &Phone, _: &SignInCode) -> Result<Option<String>, SendError> {
        self.0.lock().unwrap().take().map_or(Ok(None), Err)
    }
}

#[tokio::test]
async fn a_gateway_that_fails_is_told_plainly_and_counts() {
    both(|backend| async move {
        let sender = Arc::new(Broken(Mutex::new(Some(SendError::Refused(503)))));
        let backend = Backend { sender, ..(*backend).clone() };
        let origin = Origin { device: "hers", network: Some("192.0.2.1"), agent: "" };
        let ask = async |repeat| ask_for_code(&backend, "13800000001", origin, repeat).await;
        let error = ask(Repeat::None).await.unwrap_err();
        assert_eq!((error.kind, error.code.as_str()), (ErrorKind::Internal, "sign_in.gateway_refused"));
        assert!(error.sentence.contains("过一分钟再试"), "{error}");
        assert!(!error.sentence.contains("503"), "{error}");
        let error = ask(Repeat::None).await.unwrap_err();
        assert_eq!(error.code, "sign_in.number_limit");
        let error = ask(Repeat::JustNow).await.unwrap_err();
        assert_eq!(error.code, "sign_in.number_limit", "no code is on its way, and nobody is told so");
        backend.clock.advance(MINUTE);
        let sent = ask(Repeat::None).await.unwrap();
        assert_eq!(sent.code, None, "a real sender never shows the code");
        let again = ask(Repeat::JustNow).await.unwrap();
        assert_eq!((again.code, again.before), (None, true), "nor afterwards");
    })
    .await;
}
