//! Servers whose variables do not match their URL, if the URL shows the meaning.

use serde_json::{Map, Value};

use crate::openapi::load::loaded::Note;

/// Repairs the servers of an object; notes those that cannot be called.
pub(crate) fn repair_servers(
    properties: &mut Map<String, Value>,
    pointer: &str,
    notes: &mut Vec<Note>,
) {
    let Some(servers) = properties.get_mut("servers").and_then(Value::as_array_mut) else { return };
    let mut index = 0;
    servers.retain_mut(|server| {
        let pointer = format!("{pointer}/servers/{index}");
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
                let message = format!("the variable `{name}` of the server's URL is not declared");
                notes.push(Note::new(
                    &pointer,
                    message,
                    "the server is left out, so a caller may have to give a URL",
                ));
                false
            }
            None => true,
        }
    });
}

/// Adds the default to the values if they lack it.
fn widen(variable: &mut Value) {
    let Some(default) = variable.get("default").cloned() else { return };
    let values = variable.get_mut("enum").and_then(Value::as_array_mut);
    if let Some(values) = values.filter(|values| !values.contains(&default)) {
        values.push(default);
    }
}
