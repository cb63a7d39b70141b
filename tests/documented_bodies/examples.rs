//! The documented examples: the schema accepts them, the models decode them, and they encode to the same
//! JSON.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use guestlist::execution::mutations::tree::Tree;
use guestlist_tests::annotated::annotated;
use guestlist_tests::bodies::read;
use guestlist_tests::catalogue::{Example, examples};
use guestlist_tests::operations::Decoded;
use guestlist_tests::schema::{Judge, Union};
use guestlist_tests::shown::Shown;
use guestlist_tests::snapshots::{Snapshot, compare_each};
use serde_json::Value;

/// What became of an example.
struct Verdict {
    example: Example,
    /// Where the schema refuses it; `syntax` when it is not JSON.
    schema: Vec<String>,
    /// The model, or the path where it refuses.
    model: Result<Decoded, (String, String)>,
    /// The unions in it, as the model has them.
    unions: Vec<Union>,
}

impl Verdict {
    fn of(example: Example) -> Self {
        let judge = Judge::of(example.api);
        let schema = match serde_json::from_slice::<Value>(&example.bytes) {
            Ok(body) => judge.faults(&example.operation, example.message, &body),
            Err(_) => vec!["syntax".to_owned()],
        };
        let model = read(example.api, &example.operation, example.message, &example.bytes);
        let model = model.map_err(|error| {
            let path = if error.is_syntax() { "syntax" } else { error.path() };
            (path.to_owned(), error.to_string())
        });
        let unions = match (&model, Tree::parse(&example.bytes)) {
            (Ok(decoded), Some(body)) => {
                judge.unions(&example.operation, example.message, &body, &decoded.model)
            }
            _ => Vec::new(),
        };
        Self { example, schema, model, unions }
    }

    fn is_same(&self) -> bool {
        let same = |decoded: &Decoded| {
            let before = Tree::parse(&self.example.bytes).map(|tree| tree.ordered());
            before.is_some() && before == Tree::parse(&decoded.json).map(|tree| tree.ordered())
        };
        self.model.as_ref().is_ok_and(same)
    }

    fn schema_text(&self) -> String {
        if self.schema.is_empty() {
            "accepts".to_owned()
        } else {
            format!("refuses {}", self.schema.join(" "))
        }
    }

    fn model_text(&self) -> String {
        match &self.model {
            Ok(decoded) => match &decoded.error {
                Some(variant) => format!("decodes as {variant}"),
                None => "decodes".to_owned(),
            },
            Err((path, _)) => format!("refuses {path}"),
        }
    }

    fn variants_text(&self) -> String {
        let texts = self.unions.iter().map(|union| format!("{}={}", union.path, union.taken));
        texts.collect::<Vec<_>>().join(" ")
    }

    fn row(&self) -> String {
        let same = match (&self.model, self.is_same()) {
            (Err(_), _) => "-",
            (Ok(_), true) => "same",
            (Ok(_), false) => "DIFFERENT",
        };
        let columns = [
            format!("{:<70}", self.example.title()),
            format!("{:<9}", self.example.kind),
            format!("{:<62}", self.schema_text()),
            format!("{:<34}", self.model_text()),
            format!("{same:<5}"),
            self.variants_text(),
        ];
        columns.join(" ").trim_end().to_owned()
    }

    /// Everything about it.
    fn snapshot(&self) -> Snapshot {
        let example = &self.example;
        let mut text = format!("{}\nfrom {}\n", example.title(), example.source);
        let _ = writeln!(text, "schema: {}", self.schema_text());
        let _ = writeln!(text, "model:  {}", self.model_text());
        match &self.model {
            Ok(decoded) => {
                let same = if self.is_same() { "the same JSON" } else { "OTHER JSON" };
                let _ = writeln!(text, "again:  {same}\n");
                let body = Tree::parse(&example.bytes).unwrap_or(Tree::Scalar(Value::Null));
                text += &annotated(&body, &Shown::parse(&decoded.model));
            }
            Err((_, message)) => {
                let _ = writeln!(text, "\n{message}");
            }
        }
        let name = example.title().replace(['/', ' ', '.'], "_");
        Snapshot { folder: super::folder().join("snapshots"), name, about: String::new(), text }
    }
}

fn verdicts() -> Vec<Verdict> {
    examples().into_iter().map(Verdict::of).collect()
}

#[test]
fn every_documented_body_is_decoded_without_loss() {
    let verdicts = verdicts();
    let by_file: BTreeMap<(&str, &str), &Verdict> = verdicts
        .iter()
        .map(|verdict| ((verdict.example.api, verdict.example.file.as_str()), verdict))
        .collect();
    for verdict in &verdicts {
        let title = verdict.example.title();
        let judged = match &verdict.example.erratum {
            // Wrong as printed: refused at the named place, and its correction counts.
            Some((file, refused_at)) => {
                let (path, _) = verdict.model.as_ref().expect_err(&title);
                assert_eq!(path, refused_at, "{title}");
                assert!(!verdict.schema.is_empty(), "the schema accepts {title}");
                by_file[&(verdict.example.api, file.as_str())]
            }
            None => verdict,
        };
        assert!(judged.schema.is_empty(), "{title}: the schema {}", judged.schema_text());
        assert!(judged.is_same(), "{title}: the model {}", judged.model_text());
    }
}

#[test]
fn every_union_takes_the_variant_that_the_document_says() {
    let mut unions = 0;
    for verdict in verdicts() {
        for union in &verdict.unions {
            assert_eq!(union.taken, union.expected, "{} {}", verdict.example.title(), union.path);
        }
        unions += verdict.unions.len();
    }
    assert!(unions > 0);
}

#[test]
fn each_example_is_shown() {
    compare_each(verdicts(), |verdict| verdict.example.title(), |verdict| verdict.snapshot());
}

#[test]
fn the_verdicts_are_seen_at_a_glance() {
    let verdicts = verdicts();
    let documented: Vec<&Verdict> =
        verdicts.iter().filter(|verdict| verdict.example.is_documented()).collect();
    let whole = documented.iter().filter(|verdict| verdict.is_same()).count();
    let samples = verdicts.iter().filter(|verdict| verdict.example.kind == "sample");
    let (same, lossy): (Vec<_>, Vec<_>) = samples.partition(|verdict| verdict.is_same());
    let mut text = format!(
        "{} documented bodies: {whole} decoded and encoded without loss as printed, {} refused as \
         printed and without loss once corrected\n\
         {} samples that no page prints: {} decoded and encoded without loss\n\n",
        documented.len(),
        documented.len() - whole,
        same.len() + lossy.len(),
        same.len(),
    );
    for verdict in &verdicts {
        text.push_str(&verdict.row());
        text.push('\n');
    }
    super::table("verdicts", text).compare();
}
