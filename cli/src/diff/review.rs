//! A review: the verdict, the counts and the changes in reading order.

use guestlist_codegen::{Bump, Change, Diff, Effect, Reader, SurfaceChange};

use crate::diff::approvals::Approvals;
use crate::diff::proof::Proof;
use crate::execution::class::Class;
use crate::execution::outcome::{Example, Execution};

/// The content of a review.
pub struct Review {
    /// The compared versions.
    pub title: String,
    /// The required version bump.
    pub bump: Bump,
    /// The change that requires it, in a sentence; none if there is none.
    pub forced_by: Option<String>,
    /// The changes, breaking ones first.
    pub rows: Vec<Row>,
    /// The public items that differ.
    pub surface: Vec<SurfaceChange>,
    /// Approvals that match no change.
    pub stale: Vec<String>,
    /// Descriptions that are gone.
    pub gone: Vec<String>,
    /// Descriptions that are new.
    pub come: Vec<String>,
    /// The results for bodies; none if nothing was run.
    pub execution: Option<Execution>,
    /// The disagreements between rules and the execution, in sentences.
    pub disagreements: Vec<String>,
    /// The effects on the tests; empty if nothing is known.
    pub proof: Proof,
}

/// A change in a review.
pub struct Row {
    /// The change.
    pub change: Change,
    /// The reason of its approval, if it is approved.
    pub approved: Option<String>,
    /// A body that shows it, if both versions were run.
    pub example: Option<Example>,
}

/// The comparison of one description, with its approvals.
pub struct Section {
    /// The name of the description; empty where there is only one.
    pub name: String,
    /// The changes.
    pub diff: Diff,
    /// The approvals.
    pub approvals: Approvals,
    /// The results for bodies; none if nothing was run.
    pub execution: Option<Execution>,
}

impl Review {
    /// The review of several comparisons, and of descriptions that are gone or new.
    pub fn of_all(title: String, sections: &[Section], gone: &[String], come: &[String]) -> Self {
        let mut review = Self {
            title,
            bump: Bump::None,
            forced_by: None,
            rows: Vec::new(),
            surface: Vec::new(),
            stale: Vec::new(),
            gone: gone.to_vec(),
            come: come.to_vec(),
            execution: None,
            disagreements: Vec::new(),
            proof: Proof::default(),
        };
        for Section { name, diff, approvals, execution } in sections {
            let example =
                |change: &Change| execution.as_ref()?.examples.get(&change.fingerprint).cloned();
            let row = |change: &Change| Row {
                change: change.clone(),
                approved: approvals.reason(&change.fingerprint).map(str::to_owned),
                example: example(change),
            };
            if let Some(execution) = execution {
                let known = review.execution.get_or_insert_default();
                known.add(execution.clone());
                let sentences = execution.disagreements.iter().map(|one| one.sentence.clone());
                review.disagreements.extend(sentences);
            }
            review.rows.extend(diff.changes.iter().map(row));
            let is_known =
                |one: &String| diff.changes.iter().any(|change| change.fingerprint == *one);
            review.stale.extend(approvals.fingerprints().filter(|one| !is_known(one)));
            let prefix = if name.is_empty() { String::new() } else { format!("{name}: ") };
            review.surface.extend(
                diff.surface
                    .iter()
                    .cloned()
                    .map(|item| SurfaceChange { title: format!("{prefix}{}", item.title), ..item }),
            );
            if diff.bump > review.bump {
                (review.bump, review.forced_by) = (diff.bump, forced_by(diff));
            }
        }
        review.rows.sort_by_key(|row| std::cmp::Reverse(row.severity()));
        if !come.is_empty() && review.bump < Bump::Minor {
            review.bump = Bump::Minor;
            review.forced_by =
                come.first().map(|name| format!("the description `{name}` was added"));
        }
        if let Some(name) = gone.first() {
            review.bump = Bump::Major;
            review.forced_by = Some(format!("the description `{name}` was removed"));
        }
        review
    }

    /// Whether there is a breaking change that is not approved.
    pub fn breaks(&self) -> bool {
        let unapproved = |row: &Row| row.change.effects.breaks() && row.approved.is_none();
        let is_explained = self.rows.iter().any(|row| row.change.effects.breaks());
        !self.disagreements.is_empty()
            || self.rows.iter().any(unapproved)
            || (self.bump == Bump::Major && !is_explained)
    }

    /// The number of changes whose worst effect is this one.
    pub fn count(&self, effect: Effect) -> usize {
        self.rows.iter().filter(|row| row.severity() == effect).count()
    }

    /// The verdict in a sentence.
    pub fn verdict(&self) -> String {
        match self.bump {
            Bump::None => "Nothing that is generated changes.".to_owned(),
            Bump::Patch => "A patch: callers' code and the wire stay as they are.".to_owned(),
            Bump::Minor => {
                "A minor change: there is more, and all that was there still is.".to_owned()
            }
            Bump::Major => "A major change: something that was right is wrong now.".to_owned(),
        }
    }

    /// The results for bodies, in a sentence; none if nothing was run.
    pub fn executed(&self) -> Option<String> {
        let execution = self.execution.as_ref()?;
        let Execution { documented, mutated, made, .. } = execution;
        let mut kinds = vec![format!("{} made of the schemas", counted(*made))];
        if *mutated > 0 {
            kinds.insert(0, format!("{} with one change", counted(*mutated)));
        }
        if *documented > 0 {
            kinds.insert(0, format!("{} documented", counted(*documented)));
        }
        let classes = Class::ALL.iter().map(|class| (class, execution.count(*class)));
        let classes = classes.filter(|(class, count)| *count > 0 || **class == Class::Same);
        let classes: Vec<String> =
            classes.map(|(class, count)| format!("{} {}", counted(count), class.words())).collect();
        let untried = match execution.untried {
            0 => String::new(),
            untried => format!("; {} changed schemas without a body", counted(untried)),
        };
        let calls = match (execution.calls, execution.other_calls) {
            (0, _) => String::new(),
            (calls, 0) => format!(" Calls that both sent: {}, all alike.", counted(calls)),
            (calls, other) => format!(
                " Calls that both were to send: {}, {} of them not alike.",
                counted(calls),
                counted(other)
            ),
        };
        if documented + mutated + made == 0 && !calls.is_empty() {
            return Some(calls.trim_start().to_owned());
        }
        Some(format!(
            "Bodies that both versions decoded and encoded: {}; {}{untried}.{calls}",
            kinds.join(", "),
            classes.join(", ")
        ))
    }

    /// The version bump that a crate needs, before 1.0 and after.
    pub fn versions(&self) -> String {
        let after = |version: (u64, u64, u64)| {
            let (major, minor, patch) = self.bump.after(version);
            format!("{}.{}.{} → {major}.{minor}.{patch}", version.0, version.1, version.2)
        };
        format!("{}, {}", after((0, 1, 0)), after((1, 0, 0)))
    }
}

/// The first change that requires the version bump of the whole.
fn forced_by(diff: &Diff) -> Option<String> {
    let breaking = diff.changes.iter().find(|change| change.effects.breaks());
    let first = match diff.bump {
        Bump::None => return None,
        Bump::Major if breaking.is_none() => {
            let item = diff.surface.iter().find(|item| item.effect() == Effect::Breaking)?;
            return Some(format!("`{}` changed", item.title));
        }
        Bump::Major => breaking,
        Bump::Minor => diff.changes.iter().find(|change| change.effects.source > Effect::None),
        Bump::Patch => None,
    };
    first.or(diff.changes.first()).map(|change| change.sentence.clone())
}

impl Row {
    /// The worst effect on code or the wire format; a change of documentation alone has none.
    pub fn severity(&self) -> Effect {
        let effects = &self.change.effects;
        [Reader::Source, Reader::Request, Reader::Response]
            .into_iter()
            .map(|reader| effects.on(reader))
            .max()
            .unwrap_or(Effect::None)
    }

    /// The effects of the change, such as `source: breaking`.
    pub fn effects(&self) -> Vec<(&'static str, Effect)> {
        let all = Reader::ALL.iter().map(|(reader, name)| (*name, self.change.effects.on(*reader)));
        all.filter(|(_, effect)| *effect != Effect::None).collect()
    }

    /// The effects in one line.
    pub fn effects_text(&self) -> String {
        let texts: Vec<String> = self
            .effects()
            .iter()
            .map(|(name, effect)| format!("{name} {}", effect.word()))
            .collect();
        texts.join(", ")
    }

    /// Its locations: in the old document, in the new one, or in both.
    pub fn locations(&self) -> Vec<(&'static str, String)> {
        let old = self.change.old.as_ref().map(|at| ("old", at.to_string()));
        let new = self.change.new.as_ref().map(|at| ("new", at.to_string()));
        old.into_iter().chain(new).collect()
    }
}

/// A number with thousands separators.
fn counted(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .filter_map(|group| std::str::from_utf8(group).ok())
        .collect();
    groups.join(",")
}

/// The word for a severity.
pub fn word(effect: Effect) -> &'static str {
    match effect {
        Effect::Breaking => "breaking",
        Effect::Compatible => "compatible",
        Effect::None => "docs",
    }
}
