//! Circles of schemas, found without a stack that grows with the document.

/// For each node of a graph the circle it is in, where it is in one: on a way that leads from it back to it.
///
/// These are the strongly connected components (Tarjan) that have an edge inside.
pub(super) fn circles(edges: &[Vec<u32>]) -> Vec<Option<u32>> {
    const UNSEEN: u32 = u32::MAX;
    let mut order = vec![UNSEEN; edges.len()];
    let mut lowest = vec![UNSEEN; edges.len()];
    let mut is_open = vec![false; edges.len()];
    let mut open: Vec<u32> = Vec::new();
    let mut circles = vec![None; edges.len()];
    let mut next = 0;
    for start in 0..edges.len() as u32 {
        if order[start as usize] != UNSEEN {
            continue;
        }
        let mut way = vec![(start, 0)];
        while let Some((node, edge)) = way.last_mut() {
            let at = *node as usize;
            if *edge == 0 {
                (order[at], lowest[at]) = (next, next);
                next += 1;
                is_open[at] = true;
                open.push(*node);
            }
            if let Some(&target) = edges[at].get(*edge) {
                *edge += 1;
                let target_at = target as usize;
                if order[target_at] == UNSEEN {
                    way.push((target, 0));
                } else if is_open[target_at] {
                    lowest[at] = lowest[at].min(order[target_at]);
                }
                // A node without edges is left at once; one with edges is never entered twice, for its edge is not 0 now.
                continue;
            }
            let node = *node;
            way.pop();
            if let Some((above, _)) = way.last() {
                let above = *above as usize;
                lowest[above] = lowest[above].min(lowest[at]);
            }
            if lowest[at] == order[at] {
                let first = open.iter().rposition(|member| *member == node).unwrap_or(0);
                let members = open.split_off(first);
                let is_circle = members.len() > 1 || edges[at].contains(&node);
                for member in members {
                    is_open[member as usize] = false;
                    circles[member as usize] = is_circle.then_some(node);
                }
            }
        }
    }
    circles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circles_are_what_leads_back() {
        // 0 → 1 → 2 → 1, 2 → 3, 3 → 3, 4 alone.
        let edges = [vec![1], vec![2], vec![1, 3], vec![3], vec![]];
        let found = circles(&edges);
        assert_eq!(found[0], None);
        assert!(found[1].is_some() && found[1] == found[2]);
        assert!(found[3].is_some() && found[3] != found[1]);
        assert_eq!(found[4], None);
    }
}
