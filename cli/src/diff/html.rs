//! A review as one page that needs no network.
//!
//! Everything can be opened and read without JavaScript; the script adds filters and copying.

use guestlist_codegen::{Effect, SurfaceLine, visible};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::diff::proof::{MovedRow, Proof};
use crate::diff::review::{Review, Row, word};
use crate::execution::outcome::Example;

/// The page.
pub(super) fn page(review: &Review) -> String {
    let count = |effect| review.count(effect);
    let (rows, folded): (Vec<_>, Vec<_>) =
        review.rows.iter().partition(|row| row.severity() != Effect::None);
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";
                title { (review.title) }
                style { (PreEscaped(include_str!("html/page.css"))) }
            }
            body {
                header {
                    h1.(review.bump.word()) { (review.bump.word()) }
                    p.title { (visible(&review.title)) }
                    p.verdict { (review.verdict()) }
                    @if let Some(change) = &review.forced_by {
                        p { "Because " (prose(change)) "." }
                    }
                    p.versions { "Versions: " (review.versions()) }
                    @if let Some(executed) = review.executed() { p { (executed) } }
                    @for one in &review.disagreements { p.fault { b { "A fault of a rule: " } (prose(one)) } }
                    ul.counts {
                        li.breaking { b { (count(Effect::Breaking)) } " breaking" }
                        li.compatible { b { (count(Effect::Compatible)) } " compatible" }
                        li.docs { b { (count(Effect::None)) } " documentation" }
                    }
                }
                main {
                    @if review.rows.is_empty() { p { "Nothing changed." } }
                    @if !rows.is_empty() {
                        div.tools hidden {
                            span { "Show" }
                            label { input type="checkbox" data-show="breaking" checked; " breaking" }
                            label { input type="checkbox" data-show="compatible" checked; " compatible" }
                            button type="button" data-open="all" { "Open all" }
                            button type="button" data-open="none" { "Close all" }
                        }
                        h2 { "Changes" }
                        @for row in &rows { (change(row)) }
                    }
                    (proved(&review.proof))
                    @if !folded.is_empty() {
                        details {
                            summary { "Documentation only (" (folded.len()) ")" }
                            ul { @for row in &folded { li { (prose(&row.change.sentence)) } } }
                        }
                    }
                    @if !review.surface.is_empty() {
                        details {
                            summary { "The public items of the Rust crate that differ (" (review.surface.len()) ")" }
                            @for item in &review.surface {
                                h3 { code { (item.title) } }
                                (beside(&item.lines))
                            }
                        }
                    }
                }
                script { (PreEscaped(include_str!("html/page.js"))) }
            }
        }
    };
    page.into_string()
}

fn change(row: &Row) -> Markup {
    let (change, severity) = (&row.change, word(row.severity()));
    html! {
        details.change.(severity) data-severity=(severity) id=(change.fingerprint) {
            summary {
                span.badge { (severity) }
                span { (prose(&change.sentence)) }
                @if row.approved.is_some() { span.badge.approved { "approved" } }
            }
            p { (prose(change.rule.about)) }
            @if let Some(reason) = &row.approved { p { b { "Approved: " } (visible(reason)) } }
            dl {
                dt { "Effects" }
                dd { @for (name, effect) in row.effects() { span.effect.(effect.word()) { (name) " " (effect.word()) } " " } }
                dt { "Rule" }
                dd { code { (change.rule.id) } }
                @for (which, location) in row.locations() {
                    dt.place { (which) }
                    dd { code { (visible(&location)) } " " button.copy type="button" hidden data-copy=(location) { "Copy" } }
                }
                dt { "Fingerprint" }
                dd { code { (change.fingerprint) } " " button.copy type="button" hidden data-copy=(change.fingerprint) { "Copy" } }
            }
            @if !change.rust.is_empty() { (beside(&change.rust)) }
            @if let Some(example) = &row.example { (bodies(example)) }
        }
    }
}

/// Lines before and after, side by side if there is room.
fn beside(lines: &[SurfaceLine]) -> Markup {
    html! {
        div.beside {
            div {
                h4 { "Rust before" }
                @if lines.iter().all(|line| line.old.is_none()) { p.none { "Nothing" } }
                @else { pre { @for line in lines { @if let Some(old) = &line.old { del { (old) } "\n" } } } }
            }
            div {
                h4 { "Rust after" }
                @if lines.iter().all(|line| line.new.is_none()) { p.none { "Nothing" } }
                @else { pre { @for line in lines { @if let Some(new) = &line.new { ins { (new) } "\n" } } } }
            }
        }
    }
}

/// A body before and after.
fn bodies(example: &Example) -> Markup {
    html! {
        h4 { "Body (" (prose(&example.title)) ", " (example.class.words()) ")" }
        @if !example.body.is_empty() { pre { (visible(&example.body)) } }
        @if example.before == example.after {
            h4 { "Before and after, the same bytes" }
            pre { (visible(&example.before)) }
        } @else {
            div.beside {
                div { h4 { "Body before" } pre { del { (visible(&example.before)) } } }
                div { h4 { "Body after" } pre { ins { (visible(&example.after)) } } }
            }
        }
    }
}

/// The errata that are new, gone or stale, and the table rows that changed.
fn proved(proof: &Proof) -> Markup {
    html! {
        @if !proof.errata.is_empty() {
            h2 { "Errata" }
            ul { @for one in &proof.errata {
                li.(one.fate.word()) { span.badge { (one.fate.word()) } (visible(&one.title)) ": " (prose(&one.text)) }
            } }
        }
        @if let Some(counts) = proof.counts() {
            h2 { "Proof" }
            p { (counts) }
        }
        @for group in &proof.groups {
            details.rows {
                summary { (prose(&group.cause)) " (" (group.rows.len()) ")" }
                @for MovedRow { title, old, new } in &group.rows {
                    h4 { (visible(title)) }
                    pre {
                        @if let Some(old) = old { del { "- " (visible(old)) } "\n" }
                        @if let Some(new) = new { ins { "+ " (visible(new)) } "\n" }
                    }
                }
            }
        }
    }
}

/// A sentence whose code spans are set as code.
fn prose(sentence: &str) -> Markup {
    let text = visible(sentence);
    html! {
        @for (at, part) in text.split('`').enumerate() {
            @if at % 2 == 1 { code { (part) } } @else { (part) }
        }
    }
}
