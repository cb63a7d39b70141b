//! Models that contain themselves: what closes the circle is boxed.

use std::collections::HashMap;

use super::api::{Model, ModelKind, Type};

/// Boxes what a model holds of those that hold it, unless a list or a map is between.
pub(super) fn box_circles(models: &mut [Model]) {
    let index: HashMap<String, usize> =
        models.iter().enumerate().map(|(index, model)| (model.name.clone(), index)).collect();
    let mut edges: Vec<Vec<usize>> = vec![Vec::new(); models.len()];
    for (at, model) in models.iter_mut().enumerate() {
        each_type(&mut model.kind, &mut |ty| {
            edges[at].extend(held(ty).and_then(|name| index.get(name)).copied());
        });
    }
    let circle = components(&edges);
    let is_circle = |at: usize, name: &str| {
        index
            .get(name)
            .is_some_and(|to| circle[*to] == circle[at] && (*to != at || edges[at].contains(&at)))
    };
    for (at, model) in models.iter_mut().enumerate() {
        each_type(&mut model.kind, &mut |ty| {
            if held(ty).is_some_and(|name| is_circle(at, name)) {
                let place = inner(ty);
                *place = Type::Boxed(Box::new(place.clone()));
            }
        });
    }
}

/// The model that a value of the type holds in itself.
fn held(ty: &Type) -> Option<&str> {
    match ty {
        Type::Model(name) => Some(name),
        Type::Nullable(inner) => held(inner),
        _ => None,
    }
}

fn inner(ty: &mut Type) -> &mut Type {
    match ty {
        Type::Nullable(inner_type) => inner(inner_type),
        other => other,
    }
}

/// The types of what a model holds directly.
fn each_type(kind: &mut ModelKind, change: &mut impl FnMut(&mut Type)) {
    match kind {
        ModelKind::Object { members, .. } => {
            members.iter_mut().for_each(|member| change(&mut member.ty));
        }
        ModelKind::Tagged { variants, .. } | ModelKind::Choice { variants } => {
            variants.iter_mut().for_each(|variant| change(&mut variant.ty));
        }
        ModelKind::Either { object, .. } => change(&mut object.ty),
        ModelKind::Enum { .. } | ModelKind::Values { .. } => {}
    }
}

/// For each node whether a walk from it comes back to it.
pub(crate) fn circles(edges: &[Vec<usize>]) -> Vec<bool> {
    let component = components(edges);
    let mut sizes = vec![0_usize; edges.len()];
    component.iter().for_each(|of| sizes[*of] += 1);
    let is_circle = |(at, of): (usize, &usize)| sizes[*of] > 1 || edges[at].contains(&at);
    component.iter().enumerate().map(is_circle).collect()
}

/// For each node the number of its strongly connected component, by Kosaraju's two walks.
fn components(edges: &[Vec<usize>]) -> Vec<usize> {
    let mut back: Vec<Vec<usize>> = vec![Vec::new(); edges.len()];
    for (from, to) in
        edges.iter().enumerate().flat_map(|(from, all)| all.iter().map(move |to| (from, *to)))
    {
        back[to].push(from);
    }
    let mut order = Vec::new();
    let mut seen = vec![false; edges.len()];
    for start in 0..edges.len() {
        walk(edges, start, &mut seen, &mut order);
    }
    let mut component = vec![usize::MAX; edges.len()];
    let mut seen = vec![false; edges.len()];
    for start in order.into_iter().rev() {
        let mut found = Vec::new();
        walk(&back, start, &mut seen, &mut found);
        found.into_iter().for_each(|node| component[node] = start);
    }
    component
}

/// Walks from a node to all that were not seen, and notes each after those behind it.
fn walk(edges: &[Vec<usize>], start: usize, seen: &mut [bool], order: &mut Vec<usize>) {
    if std::mem::replace(&mut seen[start], true) {
        return;
    }
    let mut path = vec![(start, 0)];
    while let Some((node, next)) = path.pop() {
        match edges[node].get(next) {
            Some(to) => {
                path.push((node, next + 1));
                if !std::mem::replace(&mut seen[*to], true) {
                    path.push((*to, 0));
                }
            }
            None => order.push(node),
        }
    }
}
