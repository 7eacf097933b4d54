//! The fields of postings in formats of the XML and HTML family, over `seeds/`.

use expect_test::{Expect, expect};
use jobsearch_indexer::{Options, RawLocation, RawPosting, read_postings};
use std::path::Path;

fn check(seed: &str, expected: Expect) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds").join(seed);
    let mut said = String::new();
    let outcome = read_postings(&path, &Options::default(), &mut |read| {
        said.push_str(&read.record);
        match read.posting {
            Ok(raw) => show(&raw, &mut said),
            Err(why) => said.push_str(&format!("! {why}\n")),
        }
        Ok(())
    });
    expected.assert_eq(&format!("{}\n{said}", outcome.unwrap()));
}

/// Writes the fields that have a value.
fn show(raw: &RawPosting, out: &mut String) {
    let single = [&raw.id, &raw.source, &raw.url, &raw.language];
    let facts = [&raw.pay, &raw.remote, &raw.experience, &raw.posted, &raw.valid_through];
    let several = [&raw.contracts, &raw.working_time, &raw.education, &raw.languages, &raw.skills];
    let join = |values: &[&Option<String>]| {
        values.iter().map(|value| value.as_deref().unwrap_or("-")).collect::<Vec<_>>().join(" | ")
    };
    let lists =
        several.map(|values| if values.is_empty() { "-".into() } else { values.join(", ") }).join(" | ");
    let text = raw.description.as_deref().unwrap_or("-").split_whitespace().collect::<Vec<_>>().join(" ");
    let title = join(&[&raw.title, &raw.company]);
    out.push_str(&format!(": {}\n  {title}\n  {text}\n", join(&single)));
    out.push_str(&format!("  {}\n  {lists}\n", join(&facts)));
    raw.locations.iter().for_each(|place| out.push_str(&format!("  at {}\n", location(place))));
    raw.sections.iter().for_each(|part| out.push_str(&format!("  [{}] {}\n", part.heading, part.text)));
}

fn location(place: &RawLocation) -> String {
    let RawLocation { text, city, region, postcode, country, lat, lon } = place;
    let parts = [text, city, region, postcode, country, lat, lon];
    parts.map(|part| part.as_deref().unwrap_or("-")).join(" / ")
}

#[test]
fn pages_are_read_from_json_ld_microdata_or_their_main_text() {
    check(
        "html/conducteur-travaux-pau.html",
        expect![[r#"
            html
            : GAVE-2041 | - | https://example.org/emploi/conducteur-travaux-pau | -
              Conducteur de travaux gros œuvre F/H | Gave Construction
              <p>Deux cents compagnons, des chantiers entre Pau et Bayonne.</p><h3>Vos missions</h3><ul><li>Préparer trois chantiers de logements</li><li>Tenir budget et planning</li><li>Veiller à la sécurité</li></ul><h3>Profil</h3><p>Bac+3 génie civil, cinq ans d'expérience.</p>
              42000 - 48000 EUR YEAR | - | 60 months | 2026-05-18 | 2026-07-31
              FULL_TIME | - | - | - | -
              at - / Pau / Nouvelle-Aquitaine / 64000 / FR / - / -
              at - / Bayonne / - / 64100 / FR / - / -
        "#]],
    );
    check(
        "html/lighting-technician-bath.html",
        expect![[r#"
            html
            : PYT-LX-9 | - | https://example.com/jobs/lighting-technician | -
              Lighting Technician (Maternity Cover) | Pump Yard Theatre & Studio
              <p>Rig, focus and run the lights for nine productions a year.</p> <ul><li>Programme an Eos desk</li><li>Keep the stock of lanterns safe</li><li>Train two apprentices</li></ul> <p>You can read a plan, and you do not mind heights.</p>
              - | - | - | 2026-04-09 | -
              Fixed term, 10 months | - | - | - | -
              at - / Bath / Somerset / - / GB / - / -
        "#]],
    );
    check(
        "html/fromager-saint-nectaire.html",
        expect![[r#"
            html
            : - | - | https://example.org/laiterie/fromager | -
              Fromager affineur H/F | -
              <h1>Fromager affineur H/F</h1> <p>La laiterie collecte le lait de trente fermes autour de Besse et affine ses fromages dans des caves de tuf. </p><p>Vous caillez, moulez et pressez le matin, puis vous soignez les fromages en cave : retournement, brossage, contrôle de la croûte. <h2>Profil</h2> <ul><li>BTS industries laitières ou CAP avec deux saisons</li><li>Travail au froid, debout, dès 5 h</li></ul> </p><p>CDI, 35 h, 1 950 € brut par mois, à Besse-et-Saint-Anastaise (63). Écrire à la laiterie. </p>
              - | - | - | - | -
              - | - | - | - | -
        "#]],
    );
}

#[test]
fn documents_of_json_ld_are_read() {
    check(
        "json-ld/hydro.json",
        expect![[r#"
            json-ld
            record 1: NAPPE-31 | - | https://example.org/nappe/31 | -
              Hydrogéologue H/F | Bureau Nappe et Source
              &lt;p&gt;Suivre les forages de trente communes, modéliser les nappes, conseiller les syndicats d'eau.&lt;/p&gt;
              - | - | - | 2026-03-30 | -
              FULL_TIME | - | - | - | Modflow, QGIS
              at - / Valence / - / 26000 / FR / 44.93 / 4.89
              [Requirements] Master en hydrogéologie
            record 2: NAPPE-32 | - | - | -
              Remote Groundwater Data Analyst | Bureau Nappe et Source
              <p>Clean and chart well measurements for four river basins.</p>
              - | TELECOMMUTE | - | 2026-04-02T09:00:00+02:00 | -
              CONTRACTOR | - | - | - | -
              at France / - / - / - / - / - / -
              at Belgium / - / - / - / - / - / -
        "#]],
    );
}

#[test]
fn feeds_of_boards_are_read() {
    check(
        "xml/indeed-style.xml",
        expect![[r#"
            xml
            record 1: PA-88017 | Passerelle Annonces | https://example.org/annonces/88017?a=1&b=2 | -
              Mécanicien poids lourds H/F | Garages Tournefeuille & Fils
              <p>Entretenir et réparer quarante tracteurs routiers : freins, embrayages, diagnostic électronique.</p><p>CAP ou bac pro, permis C apprécié.</p>
              2 100 € à 2 500 € brut par mois | - | - | Fri, 05 Jun 2026 10:15:00 GMT | -
              CDI | - | - | - | -
              at - / Albi / Occitanie / 81000 / FR / - / -
        "#]],
    );
    check(
        "xml/hellowork-style.xml",
        expect![[r#"
            xml
            record 1: 5510241 | - | https://example.org/offres/5510241 | -
              Opticien diplômé H/F | Lunettes Marais
              Examens de vue, conseil, montage et ajustage dans un magasin de quatre personnes.
              1900 - 2200 EUR MONTHLY | Pas_teletravail | 1 à 2 ans | 2026-02-11 08:30:00 | -
              CDD - 8 mois | Full time | Bac +2 | - | -
              at - / NIORT / NOUVELLE AQUITAINE / 79000 / FR / 46.3237 / -0.4588
              [Profil] BTS opticien-lunetier. Goût du conseil.
              [About us] Quinze magasins dans le Poitou.
        "#]],
    );
    check(
        "xml/apec-style.xml",
        expect![[r#"
            xml
            record 1: 990112W | CADRES_OUEST | https://example.org/cadres/990112W | -
              Responsable logistique F/H | Conserverie Belle-Anse
              <p>Piloter un entrepôt de 12 000 m² et trente préparateurs.</p><ul><li>Plan de charge</li><li>Transporteurs</li></ul>
              45 - 52 k€ brut annuel | - | 5 ans minimum | 17/02/2026 10:41:41 | -
              CDI | - | - | - | -
              at LORIENT / - / - / - / - / - / -
        "#]],
    );
}

#[test]
fn feeds_of_boards_that_nest_their_fields_are_read() {
    check(
        "xml/jooble-style.xml",
        expect![[r#"
            xml
            record 1: 770001 | - | https://example.org/ext/770001 | -
              Couvreur zingueur | Toits d'Artois
              Poser tuiles, ardoises et gouttières sur des maisons anciennes. Permis B.
              26000 - 31000 EUR year | - | - | 2026-06-01 00:00:00 | -
              CDI | - | - | - | -
              at - / Arras / Hauts-de-France / - / FR / - / -
        "#]],
    );
    check(
        "xml/jobteaser-style.xml",
        expect![[r#"
            xml
            record 1: jt-0c3e-5521 | - | https://example.org/campus/jt-0c3e-5521 | -
              Stage - Analyste crédit H/F | Banque des Trois Frontières
              <p>Six mois au service crédit : lire des bilans, noter des dossiers, préparer le comité.</p>
              - | Partial | - | 2026-01-20 09:42:48.000 | -
              Internship | - | - | - | -
              at - / Metz / Grand Est / - / france / - / -
        "#]],
    );
    check(
        "xml/linkedin-style.xml",
        expect![[r#"
            xml
            record 1: HT-4471 | Harbour Talent | https://example.com/apply/HT-4471 | -
              Marine Insurance Underwriter | Saltmarsh Mutual
              <p>Price hull and cargo risks for a book of ninety clients.</p><p>ACII or working towards it.</p>
              52000 - 61000 GBP YEARLY | Hybrid | MID_SENIOR_LEVEL | 2026-05-27 | -
              FULL_TIME | - | - | - | -
              at Southampton, England, United Kingdom / - / - / - / - / - / -
              at London, England, United Kingdom / - / - / - / - / - / -
        "#]],
    );
}

#[test]
fn feeds_of_recruiting_tools_are_read() {
    check(
        "xml/talentsoft-style.xml",
        expect![[r#"
            xml
            record 1: 61002 | - | https://example.org/regie/61002?LCID=1036&idOffre=61002 | -
              Alternance - Technicien réseaux d'eau F/H | -
              Préparer un BTS métiers de l'eau en travaillant sur le terrain.
              - | - | Débutant | 2026-03-02 | -
              Alternance - 24 mois | - | - | - | -
              at - / Gap / Hautes-Alpes (05) / - / France / - / -
              [Missions] <ul><li>Relever les compteurs</li><li>Chercher les fuites</li></ul>
              [Profil] <p>Bac, permis B.</p>
              [L'entreprise] Une régie publique qui alimente en eau neuf cents villages.
        "#]],
    );
    check(
        "xml/personio-style.xml",
        expect![[r#"
            xml
            record 1: 330071 | - | - | -
              Bilingual Customer Advisor (m/f/d) | Rheinwerk Optik GmbH
              -
              - | - | lt-1 | 2026-04-21T08:00:00+00:00 | -
              permanent | part-time | - | - | SAP
              at Strasbourg / - / - / - / - / - / -
              at Karlsruhe / - / - / - / - / - / -
              [Your tasks] <ul><li>Answer opticians in German and French</li><li>Follow orders of lenses</li></ul>
              [Your profile] <p>German and French, a calm voice.</p>
        "#]],
    );
    check(
        "rss/teamtailor-style.rss",
        expect![[r#"
            rss
            record 1: quai-neuf-61 | Brasserie Quai Neuf | https://example.org/quai-neuf/jobs/61 | fr
              Brasseur H/F | Brasserie Quai Neuf
              <p>Brasser trois fois par semaine, suivre les fermentations, nettoyer les cuves.</p>
              - | none | - | Tue, 12 May 2026 09:00:00 +0200 | -
              - | - | - | - | -
              at - / Dunkerque / - / 59140 / France / - / -
              at - / Calais / - / 62100 / France / - / -
        "#]],
    );
    check(
        "rss/bibliotheques.atom",
        expect![[r#"
            rss
            record 1: urn:library:1907 | Library jobs | https://example.com/library/1907 | en
              Music Librarian | Northfield City Library
              <div><p>Look after eleven thousand scores &amp; recordings.</p><ul><li>Cataloguing</li><li>School visits</li></ul></div>
              - | - | - | 2026-02-24T10:00:00Z | -
              - | - | - | - | -
        "#]],
    );
}

#[test]
fn position_openings_are_read() {
    check(
        "hr-xml/kitchen-assistant.xml",
        expect![[r#"
            hr-xml
            record 1: NORTH-20881 | Northern Employment Service | https://example.com/vacancies/20881 | en
              Kitchen Assistant & Baker | Hotel Fjordlys AS
              Bake bread before breakfast, prepare cold dishes. Shared house with the crew.
              31000 - 34000 NOK | - | 1 year | 2026-04-14 | 2026-05-31
              Seasonal | FullTime | - | EN | -
              at - / Tromsø / - / 9008 / NO / - / -
        "#]],
    );
}
