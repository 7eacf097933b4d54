//! How queries are read, on a small index that holds the rival readings.

use expect_test::{Expect, expect};
use jobsearch_analysis::Analyzer;
use jobsearch_engine::{Field, PostingWriter, PreparedPosting, Searcher};
use jobsearch_engine_tantivy::{IndexSearcher, open, write};
use jobsearch_posting::{Day, Fact, Facts, Origin, Posting, Section};
use jobsearch_query::{Options, plan, search};
use jobsearch_vocabulary::locations;
use std::sync::OnceLock;

/// Title, town, text.
const POSTINGS: &[(&str, &str, &str)] = &[
    ("Développeur", "Nice", "A nice place to work, on tools that are nice to have."),
    ("Conducteur de travaux", "Tours", "Construction de tours de bureaux."),
    ("Conseiller de vente", "Orange", "Boutique Orange, forfaits mobiles."),
    ("Infirmier", "Vienne (38)", "Soins en psychiatrie."),
    ("Ingénieur", "Brest", "Systèmes embarqués en R, C, Go et SAS."),
    ("Soudeur", "Laval", "Cuves inox, die casting."),
    ("Boulanger", "Die", "Pains et viennoiseries."),
    ("Stage manager", "London", "Theatre shows, interim reports."),
    ("Manager de transition", "Paris", "Manager intérim en finance, chef de projet, cadre commercial."),
    ("Data engineer", "Paris", "Python, SQL."),
];

fn index() -> IndexSearcher {
    let dir = tempfile::tempdir().expect("a temporary folder can be made");
    let mut writer = write(dir.path()).expect("an index can be made");
    for (number, (title, town, text)) in (1..).zip(POSTINGS) {
        let location = |location| Fact {
            value: location,
            raw: (*town).to_owned(),
            origin: Origin::Given("city".to_owned()),
        };
        let posting = Posting {
            id: format!("{number}"),
            title: (*title).to_owned(),
            sections: vec![Section { text: (*text).to_owned(), ..Section::default() }],
            facts: Facts {
                locations: locations::resolve(town, None).into_iter().map(location).collect(),
                ..Facts::default()
            },
            ..Posting::default()
        };
        assert!(!posting.facts.locations.is_empty(), "{town}");
        let terms = [(Field::Title, *title), (Field::Body, *text)]
            .map(|(field, text)| (field, Analyzer::new().terms(text)))
            .to_vec();
        let file = posting.id.clone();
        let names = Vec::new();
        let prepared = PreparedPosting { posting, terms, names, file, content_hash: number, cluster: number };
        writer.add(prepared).expect("it can be added");
    }
    writer.commit("").expect("the index can be committed");
    open(dir.path()).expect("it was just made")
}

/// Compares how each query, parted by ` | `, is read.
fn check(queries: &str, expected: Expect) {
    check_with(&Options::default(), queries, expected);
}

fn engine() -> &'static IndexSearcher {
    static INDEX: OnceLock<IndexSearcher> = OnceLock::new();
    INDEX.get_or_init(index)
}

fn check_with(options: &Options, queries: &str, expected: Expect) {
    let engine = engine();
    let lines: Vec<String> =
        queries.split(" | ").map(|query| format!("{query}: {}", read(engine, query, options))).collect();
    expected.assert_eq(&lines.join("\n"));
}

/// Each stretch with what it was read as; other names are left out, for the vocabulary grows.
fn read(engine: &dyn Searcher, query: &str, options: &Options) -> String {
    let options = Options { today: Day::from_ymd(2026, 11, 22), limit: 0, ..options.clone() };
    let results = search(engine, query, &options).unwrap_or_else(|error| panic!("`{query}`: {error}"));
    let stretch = |understood: &jobsearch_query::results::Understood| {
        let not = if understood.excluded { "not " } else { "" };
        let not = if understood.instead { "or " } else { not };
        match understood.read_as {
            "text" | "phrase" | "title" | "skill" | "tool" | "diploma" | "sector" => {
                format!("{not}{} [{}]", understood.read_as, understood.typed)
            }
            read_as => format!("{not}{read_as} {} [{}]", understood.meaning, understood.typed),
        }
    };
    let read: Vec<String> = results.interpretation.understood.iter().map(stretch).collect();
    read.into_iter()
        .chain(results.interpretation.notices.iter().map(|notice| format!("notice {notice}")))
        .collect::<Vec<_>>()
        .join(" · ")
}

#[test]
fn every_row_of_the_design_is_read_as_it_says() {
    check(
        "oncologie CDI | développeur rust Lyon télétravail | infirmière de nuit 75 CDD 6 mois | \
         data engineer Paris freelance 500€/jour | stage marketing Bordeaux 6 mois janvier | pas de télétravail | \
         sans expérience | hors intérim | -cdd",
        expect![[r#"
            oncologie CDI: skill [oncologie] · contract CDI [CDI]
            développeur rust Lyon télétravail: title [développeur rust] · location Lyon [Lyon] · remote hybrid or full [télétravail]
            infirmière de nuit 75 CDD 6 mois: title [infirmière de nuit] · location Paris [75] · contract CDD [CDD] · duration 6 months [6 mois]
            data engineer Paris freelance 500€/jour: title [data engineer] · location Paris [Paris] · contract Freelance [freelance] · pay ≥ 109k€ a year [500€/jour]
            stage marketing Bordeaux 6 mois janvier: contract Stage [stage] · skill [marketing] · location Bordeaux [Bordeaux] · duration 6 months [6 mois] · start January 2027 [janvier]
            pas de télétravail: remote on site [pas de télétravail]
            sans expérience: experience for beginners [sans expérience]
            hors intérim: not contract Intérim [intérim]
            -cdd: not contract CDD [cdd]"#]],
    );
}

#[test]
fn places_that_are_words_are_told_by_their_neighbours() {
    check(
        "développeur à Nice | ingénieur de la défense | ingénieur à la Défense | nice working environment | conducteur de travaux Tours | tours de bureaux | \
         conseiller de vente à Orange | boutique Orange | infirmier Vienne | infirmier Vienne 86 | ingénieur Brest | \
         ingénieur Brest Biélorussie | soudeur Laval | soudeur Laval Québec | boulanger Die | boulanger à Die | monteur sur site | serveuse chargée du service au comptoir | contremaître | charpente en bois | die casting | \
         Nice | Orange | Die | \
         infirmier DOM-TOM | soudeur Antilles | chauffeur partout en France",
        expect![[r#"
            développeur à Nice: title [développeur] · location Nice [Nice]
            ingénieur de la défense: title [ingénieur] · sector [défense]
            ingénieur à la Défense: title [ingénieur] · location Courbevoie / Puteaux [la Défense]
            nice working environment: text [nice] · text [working] · skill [environment]
            conducteur de travaux Tours: title [conducteur de travaux] · location Tours [Tours]
            tours de bureaux: text [tours] · text [bureaux]
            conseiller de vente à Orange: title [conseiller de vente] · location Orange (84) [Orange]
            boutique Orange: text [boutique] · location Orange (84) [Orange]
            infirmier Vienne: title [infirmier] · location Vienne (38) [Vienne]
            infirmier Vienne 86: title [infirmier] · location Vienne (86) [Vienne] · location Vienne [86]
            ingénieur Brest: title [ingénieur] · location Brest (29) [Brest]
            ingénieur Brest Biélorussie: title [ingénieur] · location Brest (BY) [Brest] · location Biélorussie [Biélorussie]
            soudeur Laval: title [soudeur] · location Laval (53) [Laval]
            soudeur Laval Québec: title [soudeur] · location Laval (CA) [Laval] · location Québec [Québec]
            boulanger Die: title [boulanger] · location Die [Die]
            boulanger à Die: title [boulanger] · location Die [Die]
            monteur sur site: title [monteur] · remote on site [sur site]
            serveuse chargée du service au comptoir: title [serveuse] · text [chargée] · text [service] · text [comptoir]
            contremaître: title [contremaître]
            charpente en bois: skill [charpente] · text [bois]
            die casting: text [die] · text [casting]
            Nice: location Nice [Nice]
            Orange: location Orange (84) [Orange]
            Die: text [Die]
            infirmier DOM-TOM: title [infirmier] · location La Réunion / Guadeloupe / Martinique [DOM-TOM]
            soudeur Antilles: title [soudeur] · location Guadeloupe / Martinique [Antilles]
            chauffeur partout en France: title [chauffeur] · aside partout [partout] · location France [France]"#]],
    );
}

#[test]
fn contracts_that_are_words_are_told_by_their_neighbours() {
    check(
        "stage manager | stage manager London | stage en management | interim manager | manager intérim | ingénieur en apprentissage automatique | \
         intérim manager de rayon | mission intérim | TP | TP conducteur de travaux | professeur TP | VRP | EA | VIE | VIE Allemagne | \
         auxiliaire de vie | CDII | conducteur CDII | CP | CP 69003 | chef CP | congés CP",
        expect![[r#"
            stage manager: title [stage manager]
            stage manager London: title [stage manager] · location London [London]
            stage en management: contract Stage [stage] · skill [management]
            interim manager: title [interim manager]
            manager intérim: title [manager] · contract Intérim [intérim]
            ingénieur en apprentissage automatique: title [ingénieur en apprentissage automatique]
            intérim manager de rayon: text [intérim] · title [manager de rayon]
            mission intérim: contract Intérim [mission intérim]
            TP: sector [TP]
            TP conducteur de travaux: sector [TP] · title [conducteur de travaux]
            professeur TP: title [professeur] · sector [TP]
            VRP: title [VRP]
            EA: title [EA]
            VIE: contract VIE [VIE]
            VIE Allemagne: contract VIE [VIE] · location Allemagne [Allemagne]
            auxiliaire de vie: title [auxiliaire de vie]
            CDII: contract CDI intérimaire / CDI intermittent [CDII]
            conducteur CDII: title [conducteur] · contract CDI intérimaire / CDI intermittent [CDII]
            CP: text [CP]
            CP 69003: text [CP] · location Lyon 3e Arrondissement [69003]
            chef CP: title [chef] · text [CP]
            congés CP: text [congés] · text [CP]"#]],
    );
}

#[test]
fn short_names_and_ranks_are_told_by_their_neighbours() {
    check(
        "développeur R | R | développeur C | C | développeur Go | Go | SAS | consultant SAS | statisticien SAS | chef | \
         chef de projet | chef de cuisine | cadre | cadre de santé | commercial | directeur commercial | agent commercial | \
         chauffeur zone courte | habilitation b1v br | moniteur éducateur internat",
        expect![[r#"
            développeur R: title [développeur] · text [R]
            R: text [R]
            développeur C: title [développeur C]
            C: text [C]
            développeur Go: title [développeur Go]
            Go: text [Go]
            SAS: tool [SAS]
            consultant SAS: title [consultant SAS]
            statisticien SAS: title [statisticien SAS]
            chef: title [chef]
            chef de projet: title [chef de projet]
            chef de cuisine: title [chef de cuisine]
            cadre: title [cadre]
            cadre de santé: title [cadre de santé]
            commercial: title [commercial]
            directeur commercial: title [directeur commercial]
            agent commercial: title [agent commercial]
            chauffeur zone courte: title [chauffeur zone courte]
            habilitation b1v br: diploma [habilitation b1v br]
            moniteur éducateur internat: title [moniteur éducateur internat]"#]],
    );
}

#[test]
fn quotes_and_fields_decide() {
    check(
        "\"stage\" manager | contrat:stage manager | \"Orange\" vendeur | lieu:Orange vendeur | lieu:Lyon+30km | \
         contrat:CDI contrat:stage | -lieu:Lyon infirmier | lieu:La Rochelle vendeur | ville: saint étienne | \
         lieu:Lyon Vienne | lieu:Paris 16 contrat: CDI",
        expect![[r#"
            "stage" manager: phrase [stage] · title [manager]
            contrat:stage manager: filter contract Stage [stage] · title [manager]
            "Orange" vendeur: phrase [Orange] · title [vendeur]
            lieu:Orange vendeur: filter location Orange [Orange] · title [vendeur]
            lieu:Lyon+30km: filter location Lyon + 30 km [Lyon+30km]
            contrat:CDI contrat:stage: filter contract CDI [CDI] · filter contract Stage [stage]
            -lieu:Lyon infirmier: not filter location Lyon [Lyon] · title [infirmier]
            lieu:La Rochelle vendeur: filter location La Rochelle [La Rochelle] · title [vendeur]
            ville: saint étienne: filter location Saint-Étienne [saint étienne]
            lieu:Lyon Vienne: filter location Lyon [Lyon] · location Vienne (38) [Vienne]
            lieu:Paris 16 contrat: CDI: filter location Paris 16e Arrondissement [Paris 16] · filter contract CDI [CDI]"#]],
    );
}

#[test]
fn alternatives_are_told_from_what_is_asked_beside_each_other() {
    check(
        "infirmier ou aide soignant nantes | nurse or midwife | soit vendeur soit caissier | \
         secretary or assistant | développeur logiciel ou d'application | band 5 or 6 | \
         (\"data engineer\" OR développeur) AND python NOT stage | (infirmier OR infirmière) AND bloc | \
         contrat:(CDI OR CDD) soudeur | CDI OR CDD | comptable sans stage ou alternance | \
         ni stage ni alternance comptable | infirmier ou CDI | nurse NOT (band 7 OR palace linen) | \
         cherche CDI ou CDD assistante RH | chef ou cheffe de projet | clinical or counselling psychologist",
        expect![[r#"
            infirmier ou aide soignant nantes: title [infirmier] · or title [aide soignant] · location Nantes [nantes]
            nurse or midwife: title [nurse] · or title [midwife]
            soit vendeur soit caissier: title [vendeur] · or title [caissier]
            secretary or assistant: title [secretary] · or title [assistant]
            développeur logiciel ou d'application: title [développeur logiciel] · text [application]
            band 5 or 6: diploma [band 5] · text [6]
            ("data engineer" OR développeur) AND python NOT stage: phrase [data engineer] · or title [développeur] · tool [python] · not contract Stage [stage]
            (infirmier OR infirmière) AND bloc: title [infirmier] · or title [infirmière] · text [bloc]
            contrat:(CDI OR CDD) soudeur: filter contract CDI [CDI] · filter contract CDD [CDD] · title [soudeur]
            CDI OR CDD: contract CDI [CDI] · contract CDD [CDD]
            comptable sans stage ou alternance: title [comptable] · not contract Stage [stage] · not contract Alternance [alternance]
            ni stage ni alternance comptable: not contract Stage [stage] · not contract Alternance [alternance] · title [comptable]
            infirmier ou CDI: title [infirmier] · contract CDI [CDI]
            nurse NOT (band 7 OR palace linen): title [nurse] · not diploma [band 7] · not text [palace linen]
            cherche CDI ou CDD assistante RH: aside cherche [cherche] · contract CDD / CDI [CDI ou CDD] · title [assistante RH]
            chef ou cheffe de projet: title [chef] · title [cheffe de projet]
            clinical or counselling psychologist: text [clinical] · title [counselling psychologist]"#]],
    );
}

#[test]
fn figures_are_told_from_places_and_names() {
    check(
        "infirmier 75 | infirmier 75 k€ | infirmier 80 % 80 | comptable 35h 35 | comptable 6 mois | comptable CDD 6 mois | \
         stage Paris 6 mois | CDD Paris 4 à 6 mois | Paris 8 | soudeur Paris 8 heures | soudeur 44 | soudeur 44 tonnes | \
         chef de secteur mars | à 20 km de Lyon | vendeur 20 km | infirmier 30km autour de Vienne 38 | \
         comptable cette semaine | soudeur moins de 35h | 2+ years python developer | vendeur débutant accepté 69 | \
         vendeur 1800€ 59 | temps partiel 20 heures | soudeur 20 heures",
        expect![[r#"
            infirmier 75: title [infirmier] · location Paris [75]
            infirmier 75 k€: title [infirmier] · pay ≥ 75k€ a year [75 k]
            infirmier 80 % 80: title [infirmier] · time part [80 %] · location Somme [80]
            comptable 35h 35: title [comptable] · hours 35 a week [35h] · location Ille-et-Vilaine [35]
            comptable 6 mois: title [comptable] · duration 6 months [6 mois]
            comptable CDD 6 mois: title [comptable] · contract CDD [CDD] · duration 6 months [6 mois]
            stage Paris 6 mois: contract Stage [stage] · location Paris [Paris] · duration 6 months [6 mois]
            CDD Paris 4 à 6 mois: contract CDD [CDD] · location Paris [Paris] · duration 4–6 months [4 à 6 mois]
            Paris 8: location Paris 8e Arrondissement [Paris 8]
            soudeur Paris 8 heures: title [soudeur] · location Paris [Paris] · text [8] · text [heures]
            soudeur 44: title [soudeur] · location Loire-Atlantique [44]
            soudeur 44 tonnes: title [soudeur] · text [44] · text [tonnes]
            chef de secteur mars: title [chef de secteur] · text [mars]
            à 20 km de Lyon: within 20 km [à 20 km de] · location Lyon [Lyon]
            vendeur 20 km: title [vendeur] · within 20 km [20 km] · notice no place was recognised that the distance is from: it is left out of account
            infirmier 30km autour de Vienne 38: title [infirmier] · within 30 km [30km autour de] · location Vienne (38) [Vienne] · location Isère [38]
            comptable cette semaine: title [comptable] · posted since 2026-11-16 [cette semaine]
            soudeur moins de 35h: title [soudeur] · hours ≤ 35 a week [moins de 35h]
            2+ years python developer: experience ≥ 2 years [2+ years] · title [python developer]
            vendeur débutant accepté 69: title [vendeur] · experience for beginners [débutant accepté] · location Rhône [69]
            vendeur 1800€ 59: title [vendeur] · pay ≥ 21.6k€ a year [1800] · location Nord [59]
            temps partiel 20 heures: time part [temps partiel] · hours 20 a week [20 heures]
            soudeur 20 heures: title [soudeur] · hours 20 a week [20 heures]"#]],
    );
}

#[test]
fn function_words_that_change_the_next_word_are_looked_for() {
    check(
        "responsable après-vente | sous-directeur Lyon | avant septembre comptable | infirmier hors Lyon",
        expect![[r#"
            responsable après-vente: title [responsable après-vente]
            sous-directeur Lyon: title [sous-directeur] · location Lyon [Lyon]
            avant septembre comptable: start September 2027 [septembre] · title [comptable]
            infirmier hors Lyon: title [infirmier] · not location Lyon [Lyon]"#]],
    );
}

#[test]
fn a_name_begins_and_ends_with_words_that_count() {
    let check = |query: &str, expected: &[&str]| {
        let plan = plan(engine(), query, &Options::default()).expect("it can be planned");
        let words = plan.groups.iter().flat_map(|group| &group.words).map(|word| word.label.as_str());
        assert_eq!(words.collect::<Vec<_>>(), expected, "{query}");
    };
    check("responsable si", &["responsable", "si"]);
    check("ingénieur du son", &["ingenieur", "son"]);
    check("chef de projet", &["chef", "projet"]);
    // No name.
    check("soudeur si", &["soudeur"]);
}

#[test]
fn what_tells_no_offer_from_another_is_set_aside() {
    check(
        "offre d'emploi infirmier Vienne 38 | jobs in London | je cherche un poste de boulanger | emploi | \
         infirmier sans diplôme | soudeur pas d'intérim | vendeur non alimentaire | chargé de recherche | not ES soudeur | \
         vendeur sauf Orange | boulanger près de Die | secteur Vienne infirmier | responsable secteur Paris | \
         travail Laval | recherche soudeur Laval | vendeur Tours et alentours | Paris agglo | infirmier (réf. 2024-118) | \
         ménage après 18h | secrétaire de 9h à 17h | je cherche un travail de nuit à Lyon | travailler avec les animaux",
        expect![[r#"
            offre d'emploi infirmier Vienne 38: aside offre d'emploi [offre d'emploi] · title [infirmier] · location Vienne (38) [Vienne] · location Isère [38]
            jobs in London: aside jobs [jobs] · location London [London]
            je cherche un poste de boulanger: aside cherche un poste [cherche un poste] · title [boulanger]
            emploi: aside emploi [emploi]
            infirmier sans diplôme: title [infirmier] · aside sans diplôme [sans diplôme]
            soudeur pas d'intérim: title [soudeur] · not contract Intérim [intérim]
            vendeur non alimentaire: title [vendeur] · text [alimentaire]
            chargé de recherche: title [chargé de recherche]
            not ES soudeur: aside not ES [not ES] · title [soudeur]
            vendeur sauf Orange: title [vendeur] · not location Orange (84) [Orange]
            boulanger près de Die: title [boulanger] · aside près [près] · location Die [Die]
            secteur Vienne infirmier: aside secteur [secteur] · location Vienne (38) [Vienne] · title [infirmier]
            responsable secteur Paris: title [responsable secteur] · location Paris [Paris]
            travail Laval: aside travail [travail] · location Laval (53) [Laval]
            recherche soudeur Laval: aside recherche [recherche] · title [soudeur] · location Laval (53) [Laval]
            vendeur Tours et alentours: title [vendeur] · location Tours [Tours] · aside alentours [alentours]
            Paris agglo: location Paris [Paris] · aside agglo [agglo]
            infirmier (réf. 2024-118): title [infirmier] · aside réf. 2024-118 [réf. 2024-118]
            ménage après 18h: skill [ménage] · aside après 18h [après 18h]
            secrétaire de 9h à 17h: title [secrétaire] · aside de 9h à 17h [de 9h à 17h]
            je cherche un travail de nuit à Lyon: aside cherche [cherche] · time night [travail de nuit] · location Lyon [Lyon]
            travailler avec les animaux: aside travailler avec [travailler avec] · text [animaux]"#]],
    );
}

#[test]
fn what_is_set_aside_is_looked_for_where_nothing_else_is_asked() {
    let total = |query: &str| search(engine(), query, &Options::default()).unwrap().total;
    assert_eq!(total("emploi"), 0);
    assert_eq!(total("lieu:Paris"), 2);
    assert_eq!(total("lieu:Paris emploi"), 2);
    assert_eq!(total("emploi lieu:Paris offre"), 2);
}

#[test]
fn words_are_taken_as_they_stand_where_they_are_to_be() {
    check_with(
        &Options { literal: true, ..Options::default() },
        "offre d'emploi soudeur CDI | infirmier sans diplôme 80 %",
        expect![[r#"
            offre d'emploi soudeur CDI: text [offre] · text [emploi] · text [soudeur] · text [CDI]
            infirmier sans diplôme 80 %: text [infirmier] · text [diplôme] · text [80 %]"#]],
    );
}

#[test]
fn what_no_posting_says_is_mended() {
    check(
        "developeur Nice | boulangr Die | coifeuse | infirmier marseile | plumer | manutentionaire | electrican | \
         étancheur | ingénieur Zalando | CDDX | boulanger | \"developeur\" | -developeur Nice",
        expect![[r#"
            developeur Nice: text [developeur] · location Nice [Nice] · notice nothing says `developeur`: did you mean `développeur`?
            boulangr Die: text [boulangr] · location Die [Die] · notice nothing says `boulangr`: did you mean `boulanger`?
            coifeuse: text [coifeuse] · notice nothing says `coifeuse`: did you mean `coiffeur`?
            infirmier marseile: title [infirmier] · text [marseile] · notice nothing says `marseile`: did you mean `Marseille`?
            plumer: text [plumer] · notice nothing says `plumer`: did you mean `plumber`?
            manutentionaire: text [manutentionaire] · notice nothing says `manutentionaire`: did you mean `manutentionnaire`?
            electrican: text [electrican] · notice nothing says `electrican`: did you mean `electrician`?
            étancheur: title [étancheur]
            ingénieur Zalando: title [ingénieur] · text [Zalando]
            CDDX: text [CDDX]
            boulanger: title [boulanger]
            "developeur": phrase [developeur] · notice nothing says `developeur`: did you mean `développeur`?
            -developeur Nice: not text [developeur] · location Nice [Nice]"#]],
    );
}

#[test]
fn contradictions_are_said() {
    check(
        "CDI -CDI | pay:>60k pay:<40k | contrat:CDI contrat:stage | soudeur -soudeur | télétravail -télétravail | Lyon -Lyon | \
         CDI CDD | lieu:Paris lieu:Lyon | posted:<7d posted:>30d | CDI hors CDD",
        expect![[r#"
            CDI -CDI: contract CDI [CDI] · not contract CDI [CDI] · notice `CDI` is both asked for and excluded: nothing can satisfy that
            pay:>60k pay:<40k: filter pay ≥ 60k a year [>60k] · filter pay ≤ 40k a year [<40k] · notice `pay ≥ 60k a year` and `pay ≤ 40k a year` exclude each other: nothing can satisfy both
            contrat:CDI contrat:stage: filter contract CDI [CDI] · filter contract Stage [stage]
            soudeur -soudeur: title [soudeur] · not title [soudeur] · notice `soudeur` is both asked for and excluded: nothing can satisfy that
            télétravail -télétravail: remote hybrid or full [télétravail] · not remote hybrid or full [télétravail] · notice `télétravail` is both asked for and excluded: nothing can satisfy that
            Lyon -Lyon: location Lyon [Lyon] · not location Lyon [Lyon] · notice `Lyon` is both asked for and excluded: nothing can satisfy that
            CDI CDD: contract CDI [CDI] · contract CDD [CDD]
            lieu:Paris lieu:Lyon: filter location Paris [Paris] · filter location Lyon [Lyon]
            posted:<7d posted:>30d: filter posted since 2026-11-15 [<7d] · filter posted until 2026-10-23 [>30d] · notice `posted since 2026-11-15` and `posted until 2026-10-23` exclude each other: nothing can satisfy both
            CDI hors CDD: contract CDI [CDI] · not contract CDD [CDD]"#]],
    );
}

#[test]
fn words_inside_the_name_of_a_job_are_no_facts() {
    check(
        "maçon Mâcon | sculpteur sur bois | conseiller en assurance vie | chef de poste | veilleur de nuit | \
         ingénieur apprentissage par renforcement | tech maintenance Évian",
        expect![[r#"
            maçon Mâcon: title [maçon] · location Mâcon [Mâcon]
            sculpteur sur bois: title [sculpteur sur bois]
            conseiller en assurance vie: text [conseiller] · skill [assurance vie]
            chef de poste: title [chef de poste]
            veilleur de nuit: title [veilleur de nuit]
            ingénieur apprentissage par renforcement: title [ingénieur] · skill [apprentissage par renforcement]
            tech maintenance Évian: title [technicien maintenance] · location Évian-les-Bains [Évian]"#]],
    );
}

#[test]
fn accents_tell_a_job_from_a_town_and_nothing_else() {
    check(
        "maçon | Mâcon | MAÇON | macon | mâçon | infirmier Saint Étienne | soudeur saint-étienne | \
         vendeur L’Haÿ les Roses | peintre Évian les Bains",
        expect![[r#"
            maçon: title [maçon]
            Mâcon: location Mâcon [Mâcon]
            MAÇON: title [MAÇON]
            macon: title [macon]
            mâçon: title [mâçon]
            infirmier Saint Étienne: title [infirmier] · location Saint-Étienne [Saint Étienne]
            soudeur saint-étienne: title [soudeur] · location Saint-Étienne [saint-étienne]
            vendeur L’Haÿ les Roses: title [vendeur] · location L'Haÿ-les-Roses [Haÿ les Roses]
            peintre Évian les Bains: title [peintre] · location Évian-les-Bains [Évian les Bains]"#]],
    );
}
