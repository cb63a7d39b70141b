use serde_json::{Value, json};

use super::escape::{Escape, as_it_is, reserved};
use super::*;

/// The values of the specification's table of examples, in all styles.
#[test]
fn values_are_written_as_the_table_of_the_specification_has_them() {
    let empty = json!("");
    let text = json!("blue");
    let list = json!(["blue", "black", "brown"]);
    let object: Box<serde_json::value::RawValue> =
        serde_json::from_str(r#"{"R":100,"G":200,"B":150}"#).unwrap();
    let in_path = |style: Style, part: &Part| style.text("color", part, escaped).unwrap();
    let in_query = |style: Style, part: &Part| {
        let pairs = style.pairs("color", part, escaped);
        let pairs: Vec<String> = pairs.iter().map(|(n, v)| format!("{n}={v}")).collect();
        pairs.join("&")
    };
    let parts = [
        Part::of("color", &empty).unwrap(),
        Part::of("color", &text).unwrap(),
        Part::of("color", &list).unwrap(),
        Part::of("color", &object).unwrap(),
    ];
    type Row = (Style, [&'static str; 4]);
    let paths: [Row; 6] = [
        (
            Style::Matrix { explode: false },
            [";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"],
        ),
        (
            Style::Matrix { explode: true },
            [";color", ";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"],
        ),
        (
            Style::Label { explode: false },
            [".", ".blue", ".blue.black.brown", ".R.100.G.200.B.150"],
        ),
        (Style::Label { explode: true }, [".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"]),
        (Style::Simple { explode: false }, ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]),
        (Style::Simple { explode: true }, ["", "blue", "blue,black,brown", "R=100,G=200,B=150"]),
    ];
    for (style, expected) in paths {
        assert_eq!(parts.each_ref().map(|part| in_path(style, part)), expected, "{style:?}");
    }
    let queries: [Row; 5] = [
        (
            Style::Form { explode: false },
            ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"],
        ),
        (
            Style::Form { explode: true },
            ["color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"],
        ),
        (
            Style::SpaceDelimited,
            [
                "color=",
                "color=blue",
                "color=blue%20black%20brown",
                "color=R%20100%20G%20200%20B%20150",
            ],
        ),
        (
            Style::PipeDelimited,
            [
                "color=",
                "color=blue",
                "color=blue%7Cblack%7Cbrown",
                "color=R%7C100%7CG%7C200%7CB%7C150",
            ],
        ),
        (
            Style::DeepObject,
            [
                "color=",
                "color=blue",
                "color=blue,black,brown",
                "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
            ],
        ),
    ];
    for (style, expected) in queries {
        assert_eq!(parts.each_ref().map(|part| in_query(style, part)), expected, "{style:?}");
    }
}

/// RFC 6570, section 2.3: an empty array or object is undefined.
#[test]
fn what_is_undefined_is_left_out_in_each_style() {
    let form = |explode| Style::Form { explode };
    let queries =
        [form(false), form(true), Style::SpaceDelimited, Style::PipeDelimited, Style::DeepObject];
    let others = [false, true].map(|explode| {
        [Style::Simple { explode }, Style::Label { explode }, Style::Matrix { explode }]
    });
    for value in [json!(null), json!([]), json!([null]), json!({}), json!({"a": null})] {
        let part = Part::of("color", &value).unwrap();
        for style in queries {
            assert_eq!(style.pairs("color", &part, escaped), [], "{style:?} {value}");
        }
        for style in others.iter().flatten() {
            assert_eq!(style.text("color", &part, escaped), None, "{style:?} {value}");
        }
    }
    let part = Part::of("color", &json!([])).unwrap();
    let whole = [("color".to_owned(), "[]".to_owned())];
    assert_eq!(Style::Json.pairs("color", &part, as_it_is), whole);
    for value in [json!(""), json!([""]), json!([[]])] {
        let part = Part::of("color", &value).unwrap();
        assert_eq!(form(false).pairs("color", &part, as_it_is).len(), 1, "{value}");
    }
}

#[test]
fn what_separates_is_escaped_in_what_is_separated() {
    let part = Part::of("q", &json!(["a,b", "c&d=e f"])).unwrap();
    let pairs = |style: Style, escape: Escape| style.pairs("q[x]", &part, escape);
    let pair = |text: &str| vec![("q%5Bx%5D".to_owned(), text.to_owned())];
    assert_eq!(pairs(Style::Form { explode: false }, escaped), pair("a%2Cb,c%26d%3De%20f"));
    assert_eq!(pairs(Style::Form { explode: false }, reserved), pair("a,b,c%26d=e%20f"));
}

#[test]
fn deep_and_described_values_are_whole() {
    let value: Box<serde_json::value::RawValue> =
        serde_json::from_str(r#"{"z":{"a":1.50,"b":null},"l":["x",true]}"#).unwrap();
    let part = Part::of("f", &value).unwrap();
    let deep = Style::DeepObject.pairs("f", &part, escaped);
    let deep: Vec<String> = deep.iter().map(|(n, v)| format!("{n}={v}")).collect();
    assert_eq!(deep.join("&"), "f%5Bz%5D%5Ba%5D=1.50&f%5Bl%5D=x&f%5Bl%5D=true");
    let json = Style::Json.pairs("f", &part, as_it_is);
    assert_eq!(json, [("f".to_owned(), r#"{"z":{"a":1.50,"b":null},"l":["x",true]}"#.to_owned())]);
}

#[test]
fn a_path_parameter_stays_in_its_place() {
    let path = |name: &str, value: &Value, style| segment(name, &Part::of(name, value)?, style);
    let simple = Style::Simple { explode: false };
    for odd in [json!(""), json!("."), json!(".."), json!([]), json!(null)] {
        assert!(path("id", &odd, simple).is_err(), "{odd}");
    }
    assert!(path("id", &json!("."), Style::Label { explode: false }).is_err());
    assert_eq!(path("id", &json!("a/b%"), simple).unwrap(), "a%2Fb%25");
    assert_eq!(path("id", &json!([3, 4]), simple).unwrap(), "3,4");
}

/// RFC 6570, section 2.3.
#[test]
fn what_holds_nothing_but_null_is_undefined() {
    for (value, expected) in [
        (json!(null), true),
        (json!([]), true),
        (json!([null, null]), true),
        (json!({}), true),
        (json!({ "a": null }), true),
        (json!(""), false),
        (json!(0), false),
        (json!([null, 0]), false),
        (json!([[]]), false),
        (json!({ "a": null, "b": "" }), false),
        (json!({ "a": 1 }), false),
    ] {
        assert_eq!(Part::of("a", &value).unwrap().is_undefined(), expected, "{value}");
    }
}
