//! Each style of a parameter at each place, from the table of styles in section 4.7.12.2.1 of OpenAPI 3.0.3:
//! `blue`, the array of `blue`, `black` and `brown`, and the object of `R`, `G` and `B`.

use guestlist_party::models::Colour;
use guestlist_tests::server::{Answer, Request};

use crate::{client, only, saying};

/// What arrived: the segments of the path, the pairs of the query in the order of their names, both
/// headers, the cookie.
struct Arrived {
    path: Vec<String>,
    query: Vec<String>,
    headers: [Option<String>; 2],
    cookie: Option<String>,
}

impl Arrived {
    fn of(request: &Request) -> Self {
        let whole = request.path_and_query.as_str();
        let (path, query) = whole.split_once('?').unwrap_or((whole, ""));
        let mut query: Vec<String> = query.split('&').map(str::to_owned).collect();
        query.sort_by_key(|pair| pair.split('=').next().unwrap_or_default().to_owned());
        let header = |name: &str| request.header(name).map(str::to_owned);
        Self {
            path: path.split('/').skip(2).map(str::to_owned).collect(),
            query,
            headers: [header("x-simple"), header("x-simple-apart")],
            cookie: header("cookie"),
        }
    }
}

/// Calls an operation with the same value for each parameter.
macro_rules! sent {
    ($operation:ident, $value:expr, $($query:ident)*) => {{
        let server = saying(Answer::new(204));
        let value = $value;
        let client = client(&server);
        let call = client.$operation()
            .simple(value.clone()).simple_apart(value.clone())
            .label(value.clone()).label_apart(value.clone())
            .matrix(value.clone()).matrix_apart(value.clone())
            .form(value.clone()).form_apart(value.clone())
            $(.$query(value.clone()))*
            .x_simple(value.clone()).x_simple_apart(value.clone())
            .cookie(value.clone()).cookie_apart(value.clone());
        call.send().await.map(|_| Arrived::of(&only(&server)))
    }};
}

#[tokio::test]
async fn a_string_is_written_as_the_specification_has_it() {
    let arrived = sent!(send_string, "blue".to_owned(),).unwrap();
    let path = ["blue", "blue", ".blue", ".blue", ";matrix=blue", ";matrix_apart=blue"];
    assert_eq!(arrived.path, path);
    assert_eq!(arrived.query, ["form=blue", "form_apart=blue"]);
    assert_eq!(arrived.headers.map(Option::unwrap), ["blue", "blue"]);
    assert_eq!(arrived.cookie.unwrap(), "cookie=blue; cookie_apart=blue");
}

#[tokio::test]
async fn an_array_is_written_as_the_specification_has_it() {
    let value = ["blue", "black", "brown"].map(str::to_owned).to_vec();
    let arrived = sent!(send_array, value, spaces pipes).unwrap();
    let path = [
        "blue,black,brown",
        "blue,black,brown",
        ".blue.black.brown",
        ".blue.black.brown",
        ";matrix=blue,black,brown",
        ";matrix_apart=blue;matrix_apart=black;matrix_apart=brown",
    ];
    assert_eq!(arrived.path, path);
    let query = [
        "form=blue,black,brown",
        "form_apart=blue",
        "form_apart=black",
        "form_apart=brown",
        "pipes=blue%7Cblack%7Cbrown",
        "spaces=blue%20black%20brown",
    ];
    assert_eq!(arrived.query, query);
    assert_eq!(arrived.headers.map(Option::unwrap), ["blue,black,brown", "blue,black,brown"]);
    let cookie =
        "cookie=blue,black,brown; cookie_apart=blue; cookie_apart=black; cookie_apart=brown";
    assert_eq!(arrived.cookie.unwrap(), cookie);
}

#[tokio::test]
async fn an_object_is_written_as_the_specification_has_it() {
    let arrived = sent!(send_object, Colour::new().r(100).g(200).b(150), spaces pipes deep);
    let arrived = arrived.unwrap();
    let path = [
        "R,100,G,200,B,150",
        "R=100,G=200,B=150",
        ".R.100.G.200.B.150",
        ".R=100.G=200.B=150",
        ";matrix=R,100,G,200,B,150",
        ";R=100;G=200;B=150",
    ];
    assert_eq!(arrived.path, path);
    let query = [
        "B=150",
        "G=200",
        "R=100",
        "deep%5BB%5D=150",
        "deep%5BG%5D=200",
        "deep%5BR%5D=100",
        "form=R,100,G,200,B,150",
        "pipes=R%7C100%7CG%7C200%7CB%7C150",
        "spaces=R%20100%20G%20200%20B%20150",
    ];
    assert_eq!(arrived.query, query);
    assert_eq!(arrived.headers.map(Option::unwrap), ["R,100,G,200,B,150", "R=100,G=200,B=150"]);
    assert_eq!(arrived.cookie.unwrap(), "cookie=R,100,G,200,B,150; R=100; G=200; B=150");
}

#[tokio::test]
async fn an_empty_string_is_written_where_a_path_allows_it() {
    let server = saying(Answer::new(204));
    let client = client(&server);
    let call = client
        .send_string()
        .simple("a")
        .simple_apart("a")
        .label("")
        .label_apart("a")
        .matrix("")
        .matrix_apart("")
        .form("")
        .form_apart("")
        .x_simple("")
        .cookie("");
    // A segment of `.` would be resolved away.
    assert!(call.clone().send().await.unwrap_err().to_string().contains("label"));
    call.label("a").send().await.unwrap();
    let arrived = Arrived::of(&only(&server));
    assert_eq!(arrived.path, ["a", "a", ".a", ".a", ";matrix", ";matrix_apart"]);
    assert_eq!(arrived.query, ["form=", "form_apart="]);
    assert_eq!(arrived.headers, [Some(String::new()), None]);
    assert_eq!(arrived.cookie.unwrap(), "cookie=");
}

#[tokio::test]
async fn what_separates_is_escaped_inside_of_a_value() {
    let value = vec!["a,b.c;d e|f/g".to_owned(), "é%".to_owned()];
    let arrived = sent!(send_array, value, spaces pipes).unwrap();
    let (one, other) = ("a%2Cb.c%3Bd%20e%7Cf%2Fg", "%C3%A9%25");
    assert_eq!(arrived.path[0], format!("{one},{other}"));
    assert_eq!(arrived.path[2], format!(".{one}.{other}"));
    assert_eq!(arrived.path[5], format!(";matrix_apart={one};matrix_apart={other}"));
    assert_eq!(arrived.query[0], format!("form={one},{other}"));
    assert_eq!(arrived.query[2], format!("form_apart={other}"));
}
