//! One change at a time, at every place of every example: each is either kept without loss, in the right
//! variant, or refused with exactly the path of that place.

use std::collections::BTreeMap;

use guestlist::execution::mutations::tree::{Tree, written};
use guestlist::execution::mutations::{Mutant, mutants, types_last};
use guestlist_tests::bodies::read;
use guestlist_tests::catalogue::{Example, examples};
use guestlist_tests::schema::Judge;

/// What became of the changes of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Outcomes {
    lossless: usize,
    refused: usize,
    lossy: usize,
    wrong_path: usize,
}

fn judge(example: &Example, judge: &Judge, mutant: &Mutant, outcomes: &mut Outcomes) {
    let text = mutant.body.text();
    let title = || format!("{}: {} at {:?}", example.title(), mutant.kind, written(&mutant.place));
    match read(example.api, &example.operation, example.message, text.as_bytes()) {
        Ok(decoded) => {
            let again = Tree::parse(&decoded.json).unwrap();
            let unions =
                judge.unions(&example.operation, example.message, &mutant.body, &decoded.model);
            let is_right = unions.iter().all(|union| union.taken == union.expected);
            if again.ordered() == mutant.body.ordered() && is_right {
                outcomes.lossless += 1;
            } else {
                outcomes.lossy += 1;
                eprintln!("lossy: {}\n  {text}\n  {}\n  {unions:?}", title(), again.text());
            }
        }
        Err(error) if error.path() == written(&mutant.place) => outcomes.refused += 1,
        Err(error) => {
            outcomes.wrong_path += 1;
            eprintln!("wrong path: {}\n  {error}", title());
        }
    }
}

/// What became of the changes of some bodies, as a table.
fn changes_of(what: &str, examples: &[&Example]) -> (String, Outcomes) {
    let mut table: BTreeMap<&str, Outcomes> = BTreeMap::new();
    for example in examples {
        let judged_by = Judge::of(example.api);
        let body = Tree::parse(&example.bytes).unwrap();
        // A tag that comes late is read another way, and has to be as right.
        let late = types_last(&body);
        let late = if late == body { Vec::new() } else { mutants(&late) };
        for mutant in mutants(&body).into_iter().chain(late) {
            judge(example, &judged_by, &mutant, table.entry(mutant.kind).or_default());
        }
    }
    let total = table.values().fold(Outcomes::default(), |sum, one| Outcomes {
        lossless: sum.lossless + one.lossless,
        refused: sum.refused + one.refused,
        lossy: sum.lossy + one.lossy,
        wrong_path: sum.wrong_path + one.wrong_path,
    });
    let row = |kind: &str, one: &Outcomes| {
        let Outcomes { lossless, refused, lossy, wrong_path } = one;
        format!("{kind:<23} {lossless:>8} {refused:>8} {lossy:>14} {wrong_path:>10}\n")
    };
    let count = examples.len();
    let mut text =
        format!("changes of {count} {what}, as they are and with `type` last, one at a time\n\n");
    text += "                        lossless  refused silently lossy wrong path\n";
    table.iter().for_each(|(kind, one)| text += &row(kind, one));
    text += &row("all", &total);
    (text, total)
}

#[test]
fn a_changed_body_is_kept_or_refused_at_the_changed_place() {
    let all = examples();
    let right = all.iter().filter(|example| example.erratum.is_none());
    let (samples, documented): (Vec<_>, Vec<_>) =
        right.partition(|example| example.kind == "sample");
    let (documented, of_documented) = changes_of("documented bodies", &documented);
    let (samples, of_samples) = changes_of("samples that no page prints", &samples);
    super::table("mutations", format!("{documented}\n{samples}")).compare();
    for total in [of_documented, of_samples] {
        assert_eq!((total.lossy, total.wrong_path), (0, 0));
    }
}
