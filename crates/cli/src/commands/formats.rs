//! `jobsearch formats [NAME]`

use crate::args::FormatsArguments;
use crate::print;
use anyhow::{Result, bail};

/// Lists the formats that can be read, or the fields one of them understands.
pub(super) fn run(arguments: &FormatsArguments) -> Result<bool> {
    let formats = jobsearch_indexer::formats::all();
    let Some(name) = &arguments.name else {
        print::on_stdout(|out| {
            for format in formats {
                let extensions = format.extensions().join(" ");
                writeln!(out, "{:20}{extensions:20}{}", format.name(), format.about())?;
            }
            Ok(())
        })?;
        return Ok(true);
    };
    let Some(format) = formats.iter().find(|format| format.name() == name) else {
        let names: Vec<_> = formats.iter().map(|format| format.name()).collect();
        bail!("no format `{name}`: the formats are {}", names.join(", "));
    };
    print::on_stdout(|out| {
        writeln!(out, "{}: {}", format.name(), format.about())?;
        writeln!(out, "extensions: {}", format.extensions().join(", "))?;
        let fields = format.fields();
        if !fields.is_empty() {
            writeln!(out, "\nfields, each with the names it goes by\n{}", fields.join("\n"))?;
        }
        Ok(())
    })?;
    Ok(true)
}
