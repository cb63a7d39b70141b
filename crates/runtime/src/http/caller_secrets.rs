//! Credentials in the headers that a caller sets, recognized by their names.
//!
//! It finds the secrets in the headers of a request. The session's own credentials are already known and are
//! not looked for here.

use percent_encoding::percent_decode_str;
use reqwest::header::{ACCEPT, CONTENT_TYPE, COOKIE, HeaderMap};

use crate::http::base64;
use crate::http::secret::Secret;

/// Words in a header's name that mark its value as a credential.
const WORDS: [&str; 19] = [
    "auth",
    "authentication",
    "authorization",
    "bearer",
    "cookie",
    "credential",
    "credentials",
    "jwt",
    "key",
    "keys",
    "otp",
    "passphrase",
    "password",
    "secret",
    "session",
    "sid",
    "signature",
    "token",
    "tokens",
];

/// Suffixes with the same meaning, for names whose words are written together.
const ENDS: [&str; 6] =
    ["apikey", "accesskey", "secretkey", "authtoken", "accesstoken", "sessionid"];

/// Words before `key` that mean something other than a credential.
const NO_SECRET_KEYS: [&str; 6] =
    ["cache", "idempotency", "partition", "routing", "surrogate", "websocket"];

/// A shorter parameter of `Authorization`, such as a name or a number, is not a secret: it may be an ordinary
/// word.
const SHORTEST_PARAMETER: usize = 8;

/// The credentials among the headers of a request.
pub(crate) fn secrets_in(headers: &HeaderMap) -> Vec<Secret> {
    let mut secrets = Vec::new();
    for (name, value) in headers {
        if matches!(*name, ACCEPT | CONTENT_TYPE) || !is_of_credential(name.as_str()) {
            continue;
        }
        let value = String::from_utf8_lossy(value.as_bytes());
        match *name {
            COOKIE => add_cookies(&value, &mut secrets),
            _ => add_credential(&value, &mut secrets),
        }
    }
    secrets
}

/// Whether a header with this name, in lower case, contains a credential.
pub(crate) fn is_of_credential(name: &str) -> bool {
    let mut before = "";
    for word in name.split(['-', '_', '.']) {
        let is_key = matches!(word, "key" | "keys");
        if WORDS.contains(&word) && !(is_key && NO_SECRET_KEYS.contains(&before))
            || ENDS.iter().any(|end| word.ends_with(end))
        {
            return true;
        }
        before = word;
    }
    false
}

/// Adds the value, the part after its scheme (RFC 9110, section 11.4), and its parameters.
fn add_credential(value: &str, secrets: &mut Vec<Secret>) {
    let value = value.trim();
    secrets.push(value.into());
    let Some((scheme, rest)) = value.split_once(' ') else { return };
    let rest = rest.trim();
    secrets.push(rest.into());
    if scheme.eq_ignore_ascii_case("basic")
        && let Some(pair) = base64::decode(rest)
        && let Ok(pair) = String::from_utf8(pair)
        && let Some((_, password)) = pair.split_once(':')
    {
        secrets.push(password.into());
        return;
    }
    for parameter in rest.split([',', ';', ' ']) {
        if let Some((_, text)) = parameter.split_once('=') {
            let text = text.trim_matches('"');
            if text.len() >= SHORTEST_PARAMETER {
                secrets.push(text.into());
            }
        }
    }
}

/// The values of cookies (RFC 6265, section 4.2.1), as they are and unescaped.
fn add_cookies(value: &str, secrets: &mut Vec<Secret>) {
    for cookie in value.split(';') {
        let text = cookie.split_once('=').map_or(cookie, |(_, text)| text).trim().trim_matches('"');
        secrets.push(text.into());
        let unescaped = percent_decode_str(text).decode_utf8_lossy();
        if unescaped != text {
            secrets.push(unescaped.into_owned().into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_whether_its_header_has_a_credential() {
        for name in [
            "authorization",
            "proxy-authorization",
            "cookie",
            "x-api-key",
            "apikey",
            "x-apikey",
            "dd-application-key",
            "ocp-apim-subscription-key",
            "x-auth-token",
            "x-amz-security-token",
            "x-goog-iam-authorization-token",
            "x_secret",
            "x-session-id",
            "x-sessionid",
            "x-key",
            "private-token",
            "x-hub-signature",
        ] {
            assert!(is_of_credential(name), "{name}");
        }
        for name in [
            "accept",
            "x-request-source",
            "x-request-id",
            "idempotency-key",
            "x-idempotency-key",
            "sec-websocket-key",
            "x-author",
            "x-keyboard",
            "user-agent",
            "x-monkey",
            "",
        ] {
            assert!(!is_of_credential(name), "{name}");
        }
    }

    #[track_caller]
    fn found(name: &'static str, value: &'static str) -> Vec<String> {
        let mut headers = HeaderMap::new();
        headers.insert(name, value.parse().unwrap());
        secrets_in(&headers).iter().map(|secret| secret.expose().to_owned()).collect()
    }

    #[test]
    fn a_credential_is_the_value_and_what_is_secret_in_it() {
        assert_eq!(found("x-api-key", " open sesame "), ["open sesame", "sesame"]);
        assert_eq!(found("authorization", "Bearer abc"), ["Bearer abc", "abc"]);
        let pair = "QWxhZGRpbjpvcGVuIHNlc2FtZQ==";
        let basic = found("proxy-authorization", "basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        assert_eq!(basic, [&format!("basic {pair}"), pair, "open sesame"]);
        let token = found("authorization", r#"Token id=1, token="01234567""#);
        assert_eq!(token[1..], [r#"id=1, token="01234567""#, "01234567"]);
        let cookies = found("cookie", "a=open%20sesame; lang=\"en\"; bare");
        assert_eq!(cookies, ["open%20sesame", "open sesame", "en", "bare"]);
        assert!(found("authorization", "Basic ?").len() == 2);
        assert!(found("x-request-source", "onboarding").is_empty());
    }
}
