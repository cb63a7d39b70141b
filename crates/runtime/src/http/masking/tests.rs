use super::*;

fn secrets(all: &[&str]) -> Secrets {
    Secrets::new(all.iter().map(|one| Secret::from(*one)).collect())
}

#[test]
fn a_secret_is_found_in_each_spelling() {
    let secret = "a/b+c=\"d\" \\&<%41";
    let known = secrets(&[secret]);
    for spelling in [
        secret.to_owned(),
        secret.to_uppercase(),
        "a%2Fb%2Bc%3D%22d%22%20%5C%26%3C%2541".to_owned(),
        "a%2fb%2bc%3d%22d%22+%5c%26%3c%2541".to_owned(),
        "a%252Fb%252Bc%253D%2522d%2522%2520%255C%2526%253C%25252541".to_owned(),
        r#"a\/b+c=\"d\" \\&<%41"#.to_owned(),
        r#"a\u002fb\u002bc\u003d\u0022d\u0022 \u005c\u0026\u003C%41"#.to_owned(),
        format!("{secret:?}"),
        format!("{:?}", format!("{secret:?}")),
        format!("{:?}", format!("{:?}", format!("{secret:?}"))),
        serde_json::to_string(&serde_json::to_string(secret).unwrap()).unwrap(),
        "a/b+c=&quot;d&quot; \\&amp;&lt;%41".to_owned(),
        "a&#47;b&#x2B;c&#61;&#034;d&#34; &#x5c;&#38;&#60;%41".to_owned(),
        secret.chars().map(|one| format!("\\u{{{:x}}}", u32::from(one))).collect(),
    ] {
        let text = format!("before {spelling} after");
        let shown = known.mask(&text).replace(['"', '\\'], ""); // the quotes around it
        assert_eq!(shown, "before *** after", "{spelling}");
    }
}

#[test]
fn what_is_no_secret_stays() {
    let known = secrets(&["hush-token", "abc", ""]);
    for text in [
        "",
        "hush",
        "hush-toke",
        "abc abc",
        "%",
        "%2",
        "\\",
        "\\u",
        "&",
        "&#;",
        "&#x;",
        "…",
        "ü…%25",
    ] {
        assert_eq!(known.mask(text), text);
    }
    assert_eq!(Secrets::default().mask("hush-token"), "hush-token");
}

#[test]
fn what_is_left_of_a_secret_where_a_text_is_cut_is_masked() {
    let known = secrets(&["0123456789abcdef"]);
    for (text, shown) in [
        ("key 0123456…", "key ***…"),
        ("key 012…", "key 012…"),
        ("key …cdef!", "key …***!"),
        ("key …def!", "key …def!"),
        ("key 01234567%3…", "key ***…"),
        ("key 0123456…89abcdef", "key ***…***"),
    ] {
        assert_eq!(known.mask(text), shown);
    }
    assert_eq!(known.mask_from("key 012345", 0, true), "key ***");
    assert_eq!(known.mask_from("key 012345", 0, false), "key 012345");
    assert_eq!(known.mask_from("key 0123456789abcdef!", 9, false), "***!");
}

#[test]
fn secrets_that_overlap_are_masked_as_one() {
    let known = secrets(&["abcdef", "defghi", "hijk"]);
    assert_eq!(known.mask("<abcdefghijk>"), "<***>");
    assert_eq!(known.mask("<abcdefabcdef>"), "<***>");
}

#[test]
fn the_newest_tokens_are_remembered() {
    let known = secrets(&["given-secret"]);
    for number in 0..100 {
        known.add(format!("token-{number:03}").into());
    }
    assert_eq!(known.mask("given-secret token-099 token-084 token-083"), "*** *** *** token-083");
}

#[test]
fn a_long_secret_is_found_in_pieces() {
    let secret: String = (0..200).map(|number| format!("{number:03}")).collect();
    let known = secrets(&[&secret]);
    assert_eq!(known.mask(&format!("<{secret}>")), "<***>");
    // The server may cut it as well.
    let shown = known.mask(&secret[64..200]).into_owned();
    assert!(shown.starts_with("***") && shown.len() < 32, "{shown}");
    let at = known.mask_from(&format!("{secret}>"), 333, false);
    assert_eq!(at, "***>");
}

/// A hostile text takes time in proportion to its length.
#[test]
fn a_text_made_to_be_searched_slowly_is_searched_quickly() {
    let alike = "a".repeat(50_000);
    let known = secrets(&["%25%25%25%25%25%25%25x", &"\\".repeat(50), &alike]);
    for text in [
        "%25".repeat(3_000),
        "%".to_owned() + &"25".repeat(3_000),
        "\\".repeat(3_000),
        "…aaaa".repeat(500),
        alike,
    ] {
        assert!(known.mask(&text).len() <= text.len());
        assert!(format!("{:?}", known.debug(&text)).len() <= text.len() * 6);
    }
}
