//! Circles in a directed graph, whatever its nodes are.

/// Returns for each node whether a walk from it comes back to it.
pub(crate) fn circles(edges: &[Vec<usize>]) -> Vec<bool> {
    let component = components(edges);
    let mut sizes = vec![0_usize; edges.len()];
    component.iter().for_each(|of| sizes[*of] += 1);
    let is_circle = |(at, of): (usize, &usize)| sizes[*of] > 1 || edges[at].contains(&at);
    component.iter().enumerate().map(is_circle).collect()
}

/// Returns for each node the number of its strongly connected component, by Kosaraju's two walks.
pub(crate) fn components(edges: &[Vec<usize>]) -> Vec<usize> {
    let mut back: Vec<Vec<usize>> = vec![Vec::new(); edges.len()];
    for (from, to) in
        edges.iter().enumerate().flat_map(|(from, all)| all.iter().map(move |to| (from, *to)))
    {
        back[to].push(from);
    }
    let order = in_post_order(edges);
    let mut component = vec![usize::MAX; edges.len()];
    let mut seen = vec![false; edges.len()];
    for start in order.into_iter().rev() {
        let mut found = Vec::new();
        walk(&back, start, &mut seen, &mut found);
        found.into_iter().for_each(|node| component[node] = start);
    }
    component
}

/// All nodes, each after its successors, except those that lead back to it.
pub(crate) fn in_post_order(edges: &[Vec<usize>]) -> Vec<usize> {
    let mut order = Vec::new();
    let mut seen = vec![false; edges.len()];
    for start in 0..edges.len() {
        walk(edges, start, &mut seen, &mut order);
    }
    order
}

/// Walks from a node to all unseen nodes, and notes each after its successors.
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
