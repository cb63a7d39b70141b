//! `datadog_traces`: a call as OpenTelemetry spans.

use guestlist_tests::programs::job;
use guestlist_tests::server::Answer;

#[test]
fn a_call_and_its_attempts_are_exported_without_secrets() {
    let busy = Answer::new(503).header("retry-after", "0.01");
    let run = job("datadog_traces", &[], vec![busy, Answer::json(200, r#"{"data":[]}"#)]);
    let text = run.text();
    assert_eq!(run.asked(), ["GET /api/v2/users?filter=somebody"; 2]);
    // The name of each span; those of events and of the tracer stand elsewhere.
    let names = text.lines().filter_map(|line| line.strip_prefix("\tName         : "));
    let names: Vec<&str> = names.collect();
    assert_eq!(names, ["GET /api/v2/users", "GET /api/v2/users", "list_users"], "{text}");
    for told in [
        "http.request.method: String(Owned(\"GET\"))",
        "url.template: String(Owned(\"/api/v2/users\"))",
        "server.address: String(Owned(\"127.0.0.1\"))",
        "http.request.resend_count: I64(1)",
        "http.response.status_code: I64(503)",
        "error.type: String(Owned(\"503\"))",
        "Kind         : Client",
        "server.port: I64(",
    ] {
        assert!(text.contains(told), "{told} is missing in {text}");
    }
    assert!(!text.contains("somebody"), "{text}");
}
