//! No credential can be printed by any error of any call. The crate of each client tests its builders and
//! calls.

use guestlist_tests::secrets::assert_hides;
use guestlist_tests::server::{Answer, Cut, Nobody, Server};

use crate::every::every_call;

#[tokio::test]
async fn no_failure_of_any_call_prints_a_credential() {
    let nobody = Nobody::home();
    for call in every_call() {
        for answer in [
            Answer::json(200, "{}"),
            Answer::json(200, "{"),
            Answer::json(403, r#"{"errors": ["no"]}"#),
            Answer::html(502, "<h1>Bad Gateway</h1>"),
            Answer::new(304),
            Answer::new(302).header("location", "http://localhost:1/"),
            Answer::new(302).header("location", "http://[nonsense"),
            Answer::raw("nonsense\r\n\r\n").closing(),
            Answer::json(200, "{}").cut(Cut::BeforeHead),
            Answer::json(200, "{}").cut(Cut::InHead),
            Answer::json(200, "{}").cut(Cut::InBody),
            Answer::json(200, "{}").cut(Cut::InHead).resetting(),
        ] {
            let server = Server::start(answer.header("set-cookie", "session=hush"));
            assert_hides(&call.send(server.url(), "id").await.printed);
        }
        for (url, parameter) in [(nobody.url(), "id"), ("http://nowhere.invalid".to_owned(), "..")]
        {
            assert_hides(&call.send(url, parameter).await.printed);
        }
    }
}
