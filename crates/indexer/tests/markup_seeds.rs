//! The fields of postings in formats of the XML and HTML family, over `seeds/`.

use expect_test::{Expect, expect};
use jobsearch_indexer::{Options, RawLocation, RawPosting, SourceFile, read_postings};
use std::path::Path;

fn check(seed: &str, expected: Expect) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds").join(seed);
    let mut said = String::new();
    let outcome =
        read_postings(&SourceFile { path, bytes: 0, named: true }, &Options::default(), &mut |read| {
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
    let lists = several.map(|values| values.join(", ")).join(" | ");
    let text = raw.description.iter().flat_map(|text| text.split_whitespace()).collect::<Vec<_>>().join(" ");
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

          id: GAVE-2041
          url: https://example.org/emploi/conducteur-travaux-pau
          title: Conducteur de travaux gros œuvre F/H
          company: Gave Construction
          description: <p>Deux cents compagnons, des chantiers entre Pau et Bayonne.</p><h3>Vos missions</h3><ul><li>Préparer trois chantiers de logements</li><li>Tenir budget et planning</li><li>Veiller à la sécurité</li></ul><h3>Profil</h3><p>Bac+3 génie civil, cinq ans d'expérience.</p>
          pay: 42000 - 48000 EUR YEAR
          experience: 60 months
          posted: 2026-05-18
          valid_through: 2026-07-31
          contracts: FULL_TIME
          location: - / Pau / Nouvelle-Aquitaine / 64000 / FR / - / -
          location: - / Bayonne / - / 64100 / FR / - / -
    "#]],
    );
    check(
        "html/lighting-technician-bath.html",
        expect![[r#"
        html

          id: PYT-LX-9
          url: https://example.com/jobs/lighting-technician
          title: Lighting Technician (Maternity Cover)
          company: Pump Yard Theatre & Studio
          description: <p>Rig, focus and run the lights for nine productions a year.</p> <ul><li>Programme an Eos desk</li><li>Keep the stock of lanterns safe</li><li>Train two apprentices</li></ul> <p>You can read a plan, and you do not mind heights.</p>
          posted: 2026-04-09
          contracts: Fixed term, 10 months
          location: - / Bath / Somerset / - / GB / - / -
    "#]],
    );
    check(
        "html/fromager-saint-nectaire.html",
        expect![[r#"
        html

          url: https://example.org/laiterie/fromager
          title: Fromager affineur H/F
          description: <h1>Fromager affineur H/F</h1> <p>La laiterie collecte le lait de trente fermes autour de Besse et affine ses fromages dans des caves de tuf. </p><p>Vous caillez, moulez et pressez le matin, puis vous soignez les fromages en cave : retournement, brossage, contrôle de la croûte. <h2>Profil</h2> <ul><li>BTS industries laitières ou CAP avec deux saisons</li><li>Travail au froid, debout, dès 5 h</li></ul> </p><p>CDI, 35 h, 1 950 € brut par mois, à Besse-et-Saint-Anastaise (63). Écrire à la laiterie. </p>
    "#]],
    );
}

#[test]
fn documents_of_json_ld_are_read() {
    check(
        "json-ld/hydro.json",
        expect![[r#"
        json-ld
        record 1
          id: NAPPE-31
          url: https://example.org/nappe/31
          title: Hydrogéologue H/F
          company: Bureau Nappe et Source
          description: &lt;p&gt;Suivre les forages de trente communes, modéliser les nappes, conseiller les syndicats d'eau.&lt;/p&gt;
          posted: 2026-03-30
          contracts: FULL_TIME
          skills: Modflow | QGIS
          location: - / Valence / - / 26000 / FR / 44.93 / 4.89
          [Requirements] Master en hydrogéologie
        record 2
          id: NAPPE-32
          title: Remote Groundwater Data Analyst
          company: Bureau Nappe et Source
          description: <p>Clean and chart well measurements for four river basins.</p>
          remote: TELECOMMUTE
          posted: 2026-04-02T09:00:00+02:00
          contracts: CONTRACTOR
          location: France / - / - / - / - / - / -
          location: Belgium / - / - / - / - / - / -
    "#]],
    );
}

#[test]
fn feeds_of_boards_are_read() {
    check(
        "xml/indeed-style.xml",
        expect![[r#"
        xml
        record 1
          id: PA-88017
          source: Passerelle Annonces
          url: https://example.org/annonces/88017?a=1&b=2
          title: Mécanicien poids lourds H/F
          company: Garages Tournefeuille & Fils
          description: <p>Entretenir et réparer quarante tracteurs routiers : freins, embrayages, diagnostic électronique.</p><p>CAP ou bac pro, permis C apprécié.</p>
          pay: 2 100 € à 2 500 € brut par mois
          posted: Fri, 05 Jun 2026 10:15:00 GMT
          contracts: CDI
          location: - / Albi / Occitanie / 81000 / FR / - / -
        record 2! it has neither a title nor a description
    "#]],
    );
    check(
        "xml/hellowork-style.xml",
        expect![[r#"
        xml
        record 1
          id: 5510241
          url: https://example.org/offres/5510241
          title: Opticien diplômé H/F
          company: Lunettes Marais
          description: Examens de vue, conseil, montage et ajustage dans un magasin de quatre personnes.
          pay: 1900 - 2200 EUR MONTHLY
          remote: Pas_teletravail
          experience: 1 à 2 ans
          posted: 2026-02-11 08:30:00
          contracts: CDD - 8 mois
          working_time: Full time
          education: Bac +2
          location: - / NIORT / NOUVELLE AQUITAINE / 79000 / FR / 46.3237 / -0.4588
          [About us] Quinze magasins dans le Poitou.
          [Profil] BTS opticien-lunetier. Goût du conseil.
    "#]],
    );
    check(
        "xml/apec-style.xml",
        expect![[r#"
        xml
        record 1
          id: 990112W
          source: CADRES_OUEST
          url: https://example.org/cadres/990112W
          title: Responsable logistique F/H
          company: Conserverie Belle-Anse
          description: <p>Piloter un entrepôt de 12 000 m² et trente préparateurs.</p><ul><li>Plan de charge</li><li>Transporteurs</li></ul>
          pay: 45 - 52 k€ brut annuel
          experience: 5 ans minimum
          posted: 17/02/2026 10:41:41
          contracts: CDI
          location: LORIENT / - / - / - / - / - / -
    "#]],
    );
    check(
        "xml/jooble-style.xml",
        expect![[r#"
        xml
        record 1
          id: 770001
          url: https://example.org/ext/770001
          title: Couvreur zingueur
          company: Toits d'Artois
          description: Poser tuiles, ardoises et gouttières sur des maisons anciennes. Permis B.
          pay: 26000 - 31000 EUR year
          posted: 2026-06-01 00:00:00
          contracts: CDI
          location: - / Arras / Hauts-de-France / - / FR / - / -
    "#]],
    );
    check(
        "xml/jobteaser-style.xml",
        expect![[r#"
        xml
        record 1
          id: jt-0c3e-5521
          url: https://example.org/campus/jt-0c3e-5521
          title: Stage - Analyste crédit H/F
          company: Banque des Trois Frontières
          description: <p>Six mois au service crédit : lire des bilans, noter des dossiers, préparer le comité.</p>
          remote: Partial
          posted: 2026-01-20 09:42:48.000
          contracts: Internship
          location: - / Metz / Grand Est / - / france / - / -
    "#]],
    );
    check(
        "xml/linkedin-style.xml",
        expect![[r#"
        xml
        record 1
          id: HT-4471
          source: Harbour Talent
          url: https://example.com/apply/HT-4471
          title: Marine Insurance Underwriter
          company: Saltmarsh Mutual
          description: <p>Price hull and cargo risks for a book of ninety clients.</p><p>ACII or working towards it.</p>
          pay: 52000 - 61000 GBP YEARLY
          remote: Hybrid
          experience: MID_SENIOR_LEVEL
          posted: 2026-05-27
          contracts: FULL_TIME
          location: London, England, United Kingdom / - / - / - / - / - / -
          location: Southampton, England, United Kingdom / - / - / - / - / - / -
    "#]],
    );
}

#[test]
fn feeds_of_recruiting_tools_are_read() {
    check(
        "xml/talentsoft-style.xml",
        expect![[r#"
        xml
        record 1
          id: 61002
          url: https://example.org/regie/61002?LCID=1036&idOffre=61002
          title: Alternance - Technicien réseaux d'eau F/H
          description: Préparer un BTS métiers de l'eau en travaillant sur le terrain.
          experience: Débutant
          posted: 2026-03-02
          contracts: Alternance - 24 mois
          location: - / Gap / Hautes-Alpes (05) / - / France / - / -
          [L'entreprise] Une régie publique qui alimente en eau neuf cents villages.
          [Profil] <p>Bac, permis B.</p>
          [Missions] <ul><li>Relever les compteurs</li><li>Chercher les fuites</li></ul>
    "#]],
    );
    check(
        "xml/personio-style.xml",
        expect![[r#"
        xml
        record 1
          id: 330071
          title: Bilingual Customer Advisor (m/f/d)
          company: Rheinwerk Optik GmbH
          experience: lt-1
          posted: 2026-04-21T08:00:00+00:00
          contracts: permanent
          working_time: part-time
          skills: SAP
          location: Karlsruhe / - / - / - / - / - / -
          location: Strasbourg / - / - / - / - / - / -
          [Your tasks] <ul><li>Answer opticians in German and French</li><li>Follow orders of lenses</li></ul>
          [Your profile] <p>German and French, a calm voice.</p>
    "#]],
    );
    check(
        "rss/teamtailor-style.rss",
        expect![[r#"
        rss
        record 1
          id: quai-neuf-61
          source: Brasserie Quai Neuf
          url: https://example.org/quai-neuf/jobs/61
          title: Brasseur H/F
          company: Brasserie Quai Neuf
          description: <p>Brasser trois fois par semaine, suivre les fermentations, nettoyer les cuves.</p>
          remote: none
          posted: Tue, 12 May 2026 09:00:00 +0200
          language: fr
          location: - / Dunkerque / - / 59140 / France / - / -
          location: - / Calais / - / 62100 / France / - / -
    "#]],
    );
    check(
        "rss/bibliotheques.atom",
        expect![[r#"
        rss
        record 1
          id: urn:library:1907
          source: Library jobs
          url: https://example.com/library/1907
          title: Music Librarian
          company: Northfield City Library
          description: <div><p>Look after eleven thousand scores &amp; recordings.</p><ul><li>Cataloguing</li><li>School visits</li></ul></div>
          posted: 2026-02-24T10:00:00Z
          language: en
    "#]],
    );
}

#[test]
fn position_openings_are_read() {
    check(
        "hr-xml/kitchen-assistant.xml",
        expect![[r#"
        hr-xml
        record 1
          id: NORTH-20881
          source: Northern Employment Service
          url: https://example.com/vacancies/20881
          title: Kitchen Assistant & Baker
          company: Hotel Fjordlys AS
          description: Bake bread before breakfast, prepare cold dishes. Shared house with the crew.
          pay: 31000 - 34000 NOK
          experience: 1 year
          posted: 2026-04-14
          valid_through: 2026-05-31
          language: en
          contracts: Seasonal
          working_time: FullTime
          languages: EN
          location: - / Tromsø / - / 9008 / NO / - / -
    "#]],
    );
}
