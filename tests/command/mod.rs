//! The commands, as they are typed.

mod bad_files;
mod bad_queries;
mod index;
mod other_commands;
mod search;
mod skills;
mod vocabulary;

use crate::program::Folder;

/// A nurse, a welder and a temporary welder, and the sheet of a role, in both formats.
fn offers() -> Folder {
    Folder::new()
        .file("offers/infirmiere.txt", INFIRMIERE)
        .file("offers/soudeurs.ndjson", SOUDEURS)
        .file("offers/formateur.txt", FORMATEUR)
}

const INFIRMIERE: &str = "\
Date de parution:  4 mai 2026
Société:  Clinique des Tilleuls
Ville:  Lyon
Type de contrat:  CDI
N° offre:  INF-1

Infirmier(ère) de nuit (H/F)

Vos missions
• Surveiller les patients opérés dans la journée
• Préparer les soins du lendemain
";

const SOUDEURS: &str = r#"{"id": "S-1", "title": "Soudeur TIG (H/F)", "company": "Ateliers Marchal", "city": "Nantes", "country": "FR", "contract": "CDI", "published": "2026-03-02", "description": "Vous assemblez des cuves en inox. Lecture de plan demandée."}
{"id": "S-2", "title": "Soudeur MIG", "company": "Relais Mission", "city": "Saint-Nazaire", "country": "FR", "contract": "Intérim", "published": "2026-03-09", "description": "Mission de trois mois sur le chantier naval."}
"#;

const FORMATEUR: &str = "\
Formateur en soudage
Intitulé alternatif: Moniteur de soudage

Mission
Transmettre les gestes du métier.
";
