//! Servers whose variables do not go with their URL, where the URL says what is meant.

use serde_json::{Map, Value};

use crate::load::loaded::Note;

/// Mends the servers of an object; tells of those that nobody can call.
pub(crate) fn repair_servers(members: &mut Map<String, Value>, place: &str, notes: &mut Vec<Note>) {
    let Some(servers) = members.get_mut("servers").and_then(Value::as_array_mut) else { return };
    let mut index = 0;
    servers.retain_mut(|server| {
        let place = format!("{place}/servers/{index}");
        index += 1;
        let url = server.get("url").and_then(Value::as_str).unwrap_or_default().to_owned();
        if let Some(variables) = server.get_mut("variables").and_then(Value::as_object_mut) {
            variables.retain(|name, _| url.contains(&format!("{{{name}}}")));
            variables.values_mut().for_each(widen);
        }
        let variables = server.get("variables").and_then(Value::as_object);
        let names = url.split('{').skip(1).filter_map(|rest| rest.split('}').next());
        let missing = names.filter(|name| variables.is_none_or(|all| !all.contains_key(*name)));
        match missing.collect::<Vec<_>>().first() {
            Some(name) => {
                let message = format!("nothing says what `{name}` is in the server's URL");
                notes.push(Note::new(&place, message, "a client is told where to call instead"));
                false
            }
            None => true,
        }
    });
}

/// A default that is none of the values is one more.
fn widen(variable: &mut Value) {
    let Some(default) = variable.get("default").cloned() else { return };
    let values = variable.get_mut("enum").and_then(Value::as_array_mut);
    if let Some(values) = values.filter(|values| !values.contains(&default)) {
        values.push(default);
    }
}
