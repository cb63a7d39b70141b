//! Links between models that are hidden from the compiler.
//!
//! It takes models, and wraps some of the models that they contain in `Linked`. The compiler walks through
//! all types that a type contains, even inside arrays and maps, and gives up after 128 steps, at about six
//! per link. So at most [`LONGEST`] links follow one another without a hidden one. It never changes models
//! with fewer links below them.

use std::collections::{HashMap, HashSet};

use crate::graph::{components, in_post_order};
use crate::ir::id::ModelId;
use crate::ir::model::{Model, ModelKind};
use crate::ir::types::Type;

/// The greatest number of links in a row.
const LONGEST: usize = 12;

/// Hides links if too many follow one another.
pub(crate) fn cut_links(models: &mut [Model]) {
    let mut edges: Vec<Vec<usize>> = vec![Vec::new(); models.len()];
    for (at, model) in models.iter_mut().enumerate() {
        each_type(&mut model.kind, |ty| {
            edges[at].extend(leaf(ty).map(|id| id.0));
        });
    }
    // Only links of objects are hidden: a union distinguishes its variants by their types.
    let is_object = |at: usize| matches!(models[at].kind, ModelKind::Object { .. });
    let cut = cuts(&edges, is_object);
    for (at, model) in models.iter_mut().enumerate() {
        each_type(&mut model.kind, |ty| {
            if leaf(ty).is_some_and(|id| cut.contains(&(at, id.0))) {
                hide(ty);
            }
        });
    }
}

/// The hidden links, as the indices of the models that they start from and lead to.
fn cuts(edges: &[Vec<usize>], is_object: impl Fn(usize) -> bool) -> HashSet<(usize, usize)> {
    let of = components(edges);
    let mut sizes = vec![0_usize; edges.len()];
    of.iter().for_each(|component| sizes[*component] += 1);
    // A small circle of models counts with all its links, and none of them is hidden.
    let is_small = |at: usize| sizes[of[at]] <= LONGEST;
    let group = |at: usize| if is_small(at) { of[at] } else { at };
    let own = |at: usize| if is_small(at) { sizes[of[at]] } else { 1 };
    // The number of links in a row, by the group they start from. Unvisited groups have none.
    let mut longest: HashMap<usize, usize> = HashMap::new();
    let mut cut = HashSet::new();
    for at in in_post_order(edges) {
        let mut most = longest.get(&group(at)).copied().unwrap_or(own(at));
        for to in &edges[at] {
            if is_small(at) && group(*to) == group(at) {
                continue;
            }
            let length = longest.get(&group(*to)).map(|length| length + own(at));
            match length.filter(|length| *length <= LONGEST) {
                Some(length) => most = most.max(length),
                None if is_object(at) => {
                    cut.insert((at, *to));
                }
                // The links from objects to this union are hidden instead.
                None => most = LONGEST,
            }
        }
        longest.insert(group(at), most);
    }
    cut
}

/// The innermost model of a type.
fn leaf(ty: &Type) -> Option<ModelId> {
    match ty {
        Type::Model(id) => Some(*id),
        Type::Array(inner) | Type::Map(inner) | Type::Nullable(inner) | Type::Boxed(inner) => {
            leaf(inner)
        }
        _ => None,
    }
}

/// Hides the innermost model of a type.
fn hide(ty: &mut Type) {
    match ty {
        Type::Model(_) => *ty = Type::Linked(Box::new(ty.clone())),
        Type::Boxed(inner) => *ty = Type::Linked(inner.clone()),
        Type::Array(inner) | Type::Map(inner) | Type::Nullable(inner) => hide(inner),
        _ => {}
    }
}

/// Changes the types that a model contains.
fn each_type(kind: &mut ModelKind, mut change: impl FnMut(&mut Type)) {
    match kind {
        ModelKind::Object { properties, additional } => {
            properties.iter_mut().for_each(|property| change(&mut property.ty));
            additional.iter_mut().for_each(change);
        }
        ModelKind::Tagged { variants, .. } | ModelKind::Choice { variants } => {
            variants.iter_mut().for_each(|variant| change(&mut variant.ty));
        }
        ModelKind::Either { object, list, .. } => {
            change(&mut object.ty);
            change(&mut list.ty);
        }
        ModelKind::Enum { .. } | ModelKind::Values { .. } => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_links_than_are_allowed_follow_each_other() {
        let all = |count: usize, links: &[usize]| -> Vec<Vec<usize>> {
            (0..count).map(|at| links.iter().map(|step| (at + step) % count).collect()).collect()
        };
        let chain = |count: usize| (0..count).map(|at| (at + 1..count).take(1).collect()).collect();
        let rows: [(Vec<Vec<usize>>, bool); 6] = [
            (all(200, &[1]), true),
            (all(200, &[1, 2, 3, 5, 8, 13, 21, 34]), true),
            (all(12, &[1, 2, 3]), false),
            (chain(12), false),
            (chain(13), true),
            (vec![vec![0]; 50], false),
        ];
        for (edges, has_cuts) in rows {
            let cut = cuts(&edges, |_| true);
            assert_eq!(!cut.is_empty(), has_cuts, "{edges:?}");
            let left = (0..edges.len()).map(|at| {
                edges[at].iter().copied().filter(|to| !cut.contains(&(at, *to))).collect()
            });
            let left: Vec<Vec<usize>> = left.collect();
            // No walk is longer than one through all models of a circle.
            assert!(cuts(&left, |_| true).is_empty(), "{edges:?}");
        }
    }

    #[test]
    fn a_model_is_found_and_hidden_however_deep_it_stands() {
        let wrapped = |ty: Type| {
            let list = Type::Array(Box::new(Type::Nullable(Box::new(ty))));
            [list.clone(), Type::Map(Box::new(list))]
        };
        let (id, model) = (ModelId(3), Type::Model(ModelId(3)));
        let linked = Type::Linked(Box::new(model.clone()));
        for (mut ty, hidden) in wrapped(model.clone()).into_iter().zip(wrapped(linked)) {
            assert_eq!(leaf(&ty), Some(id));
            hide(&mut ty);
            assert_eq!(ty, hidden);
            // A hidden link is no longer a link.
            assert_eq!(leaf(&ty), None);
        }
        assert_eq!(leaf(&Type::Boxed(Box::new(model))), Some(id));
        assert!(wrapped(Type::String).iter().all(|ty| leaf(ty).is_none()));
    }

    #[test]
    fn a_union_is_hidden_where_an_object_has_it() {
        // Every other model is a union.
        let edges: Vec<Vec<usize>> = (0..200).map(|at| vec![(at + 1) % 200]).collect();
        let cut = cuts(&edges, |at| at % 2 == 0);
        assert!(!cut.is_empty() && cut.iter().all(|(at, _)| at % 2 == 0), "{cut:?}");
    }
}
