//! A pay that a record gives in parts.

use serde_json::{Map, Value};

/// The parts of a pay that lie in fields of their own.
#[derive(Default)]
pub(super) struct PayParts {
    min: Option<String>,
    max: Option<String>,
    currency: Option<String>,
    period: Option<String>,
}

impl PayParts {
    /// Takes the part that a field (`pay.min`, `pay.max`, `pay.currency`, `pay.period`) names.
    pub(super) fn take(&mut self, field: &str, text: String) {
        match field {
            "pay.min" => self.min = Some(text),
            "pay.max" => self.max = Some(text),
            "pay.currency" => self.currency = Some(text),
            _ => self.period = Some(text),
        }
    }

    /// Writes the parts as one line of text, where there is an amount.
    pub(super) fn text(self) -> Option<String> {
        let amounts = match (self.min, self.max) {
            (Some(min), Some(max)) if min != max => format!("{min} - {max}"),
            (Some(one), _) | (None, Some(one)) => one,
            (None, None) => return None,
        };
        let [currency, period] = [self.currency, self.period].map(Option::unwrap_or_default);
        Some(format!("{amounts} {currency} {period}").trim().to_owned())
    }
}

/// Writes a pay given in parts (`minValue`, `maxValue`, `currency`, `unitText`…) as one line of text.
pub(super) fn pay_text(object: &Map<String, Value>) -> Option<String> {
    let inner = object.get("value").and_then(Value::as_object);
    let find = |names: &[&str]| {
        let find_in =
            |place: &Map<String, Value>| names.iter().find_map(|name| place.get(*name).and_then(simple));
        inner.and_then(find_in).or_else(|| find_in(object))
    };
    let parts = PayParts {
        min: find(&["minValue", "min", "salaryMin", "value", "amount", "from"]),
        max: find(&["maxValue", "max", "salaryMax", "to"]),
        currency: find(&["currency", "currencyCode", "salaryCurrency"]),
        period: find(&["unitText", "period", "interval", "unit", "rate", "frequency"]),
    };
    parts.text()
}

fn simple(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
