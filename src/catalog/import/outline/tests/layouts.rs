//! What small pages of every layout give, line by line.

use super::{ImportHints, reading, shown};

#[test]
fn layouts_are_read() {
    let none = ImportHints::default();
    for (text, statements) in [
        (
            "# Engineering Career Ladder\n\n## Philosophy\n\nText of it.\n\n## Levels Overview\n\n| Level | Title | Scope | Experience (typical) |\n|--|--|--|--|\n| L1 | Software Engineer I | Task | 0-2 |\n| L4 | Staff Software Engineer | Many | 7+ |\n\n---\n\n## L1: Software Engineer I\n\n### Scope\nSingle tasks.\n\n### Technical Skills\n- a one\n- a two\n\n---\n\n## L4: Staff Software Engineer\n\n### Scope\nMany teams.\n\n### Archetypes\n- **Tech Lead**: Guides it\n- **Architect**: Drives it\n\n---\n\n## Assessment Dimensions\n\nWhen evaluating, consider:\n\n1. **Technical Skill**: Quality of it\n2. **Scope**: Size\n\n---\n\n*Living document.*\n",
            vec![
                "L1: Scope: Single tasks.",
                "L4: Scope: Many teams.",
                "L1: Technical Skills: a one",
                "L1: Technical Skills: a two",
                "L4: Archetypes > Tech Lead: Guides it",
                "L4: Archetypes > Architect: Drives it",
            ],
        ),
        (
            "# Software Engineer Career Ladder\n\n*Intro*\n\n### Level Progression Framework\n\n- **Level 1**: Entry-level (0-2)\n- **Level 2/Advanced**: Mid\n- **Senior**: Senior engineer\n- **Staff**: Staff engineer\n\n**Advancement Timeline Expectations:**\n- Level 1 → Level 2: Within 3 years\n- Level 2 → Senior: Within 5 years\n\n## Individual Contributor Track (Levels 1-3)\n\n### Level 1: Software Engineer (0-2 years)\n\nEntry-level engineers do things.\n\n**Key Expectations:**\n- one\n- two\n\n### Level 2: Software Engineer II (2-5 years)\n\nMid.\n\n**Key Expectations:**\n- three\n\n## Management Track Parallel\n\n### Engineering Manager (equivalent to Senior/Staff IC)\n\nManagers build.\n\n**Key Expectations:**\n- four\n\n### Senior Engineering Manager / Director (equivalent to Staff/Principal IC)\n\n**Key Expectations:**\n- five\n\n## Evaluation and Advancement\n\n### Assessment Criteria\n\nProse.\n\n**Evaluation Inputs:**\n- six\n",
            vec![
                "Individual Contributor Track / Level 1: Key Expectations: one",
                "Individual Contributor Track / Level 1: Key Expectations: two",
                "Individual Contributor Track / Level 2: Key Expectations: three",
                "Management Track Parallel / Engineering Manager: Key Expectations: four",
                "Management Track Parallel / Senior Engineering Manager / Director: Key Expectations: five",
            ],
        ),
        (
            "# Ladder & Team\n\n## Individual Contributor Track\n\n### Level 1: Junior Engineer (0-2 years)\n**Scope**: Tasks under guidance\n**Technical Skills**:\n- one\n- two\n\n**Behaviors**:\n- three\n\n**Promotion Criteria**: Consistently delivers\n\n---\n\n### Level 2: Software Engineer (2-4 years)\n**Scope**: Features\n**Technical Skills**:\n- four\n\n## Hiring\n\n- five\n",
            vec![
                "Level 1: Scope: Tasks under guidance",
                "Level 2: Scope: Features",
                "Level 1: Technical Skills: one",
                "Level 1: Technical Skills: two",
                "Level 2: Technical Skills: four",
                "Level 1: Behaviors: three",
                "Level 1: Promotion Criteria: Consistently delivers",
            ],
        ),
        (
            "# Frameworks\n\n## Individual Contributor Track\n\n### **Level IC1: Associate**\n\n#### **Scope of Impact**\nTask-level work.\n\n#### **Success Outcomes**\n\n**Learning and Growth**\n- one\n\n**Delivery**\n- two\n\n### **Level IC2: Professional**\n\n#### **Success Outcomes**\n\n**Delivery**\n- three\n\n## Management Track\n\n### **Level M1: Manager**\n\n#### **Success Outcomes**\n\n**Delivery**\n- four\n\n### **Level M2: Director**\n\n- five\n",
            vec![
                "Individual Contributor Track / IC1: Scope of Impact: Task-level work.",
                "Individual Contributor Track / IC1: Success Outcomes > Learning and Growth: one",
                "Individual Contributor Track / IC1: Success Outcomes > Delivery: two",
                "Individual Contributor Track / IC2: Success Outcomes > Delivery: three",
                "Management Track / M1: Success Outcomes > Delivery: four",
                "Management Track / M2: Expectations: five",
            ],
        ),
        (
            "# Guidelines\n\n## Individual Contributors\n\n### Scope of Influence\n\n| Level | Scope |\n|--|--|\n| P1 | Self |\n| P2 | Team |\n\n---\n\n## Performance\n\n### Technical Execution - Software Engineering\n\nWrite clean code\n\n#### P1 - Software Engineer I\n\nOwns tickets.\n\nWrites code.\n\n#### P2 - Software Engineer II\n\nOwns projects.\n\n### Communication\n\n#### P1 - Software Engineer I\n\nListens.\n\n#### P2 - Software Engineer II\n\nSpeaks.\n",
            vec![
                "P1: Performance > Technical Execution - Software Engineering: Owns tickets.",
                "P1: Performance > Technical Execution - Software Engineering: Writes code.",
                "P2: Performance > Technical Execution - Software Engineering: Owns projects.",
                "P1: Performance > Communication: Listens.",
                "P2: Performance > Communication: Speaks.",
            ],
        ),
        (
            "# Culture\n\n## Target Level: Senior Software Engineer I-II (L3-L4)\n\n### Problem Solving\n\n**L3 (Intermediate):**\n- one\n- two\n\n**L4 (Advanced):**\n- three\n\n### Delivering Results\n\n**L3 (Intermediate):**\n- four\n\n**L4 (Advanced):**\n- five\n",
            vec![
                "L3: Problem Solving: one",
                "L3: Problem Solving: two",
                "L4: Problem Solving: three",
                "L3: Delivering Results: four",
                "L4: Delivering Results: five",
            ],
        ),
        (
            "# Growth Framework\n\n## IC1 → IC2\n\n* one\n\n## IC2 → IC3\n\n* two\n",
            vec!["IC2: Expectations: one", "IC3: Expectations: two"],
        ),
        (
            "## Ladders give clarity.\n\n### Typical ladder structure:\n\n**Junior Engineer (L3)**\n- one\n\n**Mid-level Engineer (L4)**\n- two\n\n**Senior Engineer (L5)**\n- three\n",
            vec!["L3: Expectations: one", "L4: Expectations: two", "L5: Expectations: three"],
        ),
        (
            "# Competency Framework\n\nIt assesses.\n\n## Core Competency Domains\n\n### 1. Technical Skills & Architecture\n\nDeep knowledge.\n\n- L1 — Learns core\n- L2 — Solid command\n\n### 2. System Design\n\n- L1 — Solves with support\n- L2 — Breaks down\n",
            vec![
                "L1: Core Competency Domains > Technical Skills & Architecture: Learns core",
                "L2: Core Competency Domains > Technical Skills & Architecture: Solid command",
                "L1: Core Competency Domains > System Design: Solves with support",
                "L2: Core Competency Domains > System Design: Breaks down",
            ],
        ),
        (
            "# Manager's Guide: Senior Developer\n\nA guide.\n\n## Overview\n\n**Key characteristics:**\n- one\n- two\n\n## Craft\n\n- three\n",
            vec![
                "Senior Developer: Overview > Key characteristics: one",
                "Senior Developer: Overview > Key characteristics: two",
                "Senior Developer: Craft: three",
            ],
        ),
        (
            "# Engineer L3\n> Level 3 is the most needed.\n\n*Same as L1, L2, but also...*\n\n### Should have\n\n* one\n* \n\n### Red flags\n* two\n",
            vec!["L3: Should have: one", "L3: Red flags: two"],
        ),
        (
            "---\ntitle: x\n---\n## Level 1\n\n### Knowledge\n\nYou are early.\n\n### Ownership\n\nYou own.\n\n---\n\n## Level 2\n\n### Knowledge\n\nYou are proficient.\n",
            vec![
                "Level 1: Knowledge: You are early.",
                "Level 2: Knowledge: You are proficient.",
                "Level 1: Ownership: You own.",
            ],
        ),
        (
            "# Software Engineer Skills\n\n### IC1 (Junior Engineer)\n\n**Technical Skills:**\n- Basic (Level 2-3)\n- Uses git (Level 2)\n\n**Core Skills:**\n- Communication: Asks good questions\n- Teamwork: Helps\n\n### IC2 (Engineer)\n\n**Technical Skills:**\n- More\n",
            vec![
                "IC1: Technical Skills: Basic (Level 2-3)",
                "IC1: Technical Skills: Uses git (Level 2)",
                "IC2: Technical Skills: More",
                "IC1: Core Skills > Communication: Asks good questions",
                "IC1: Core Skills > Teamwork: Helps",
            ],
        ),
        (
            "# Product designer\n\nIntro.\n\n### Required skills\n\n#### Research\n\nYou plan.\n\n### Associate product designer\n\n#### Scope\n\nSmall.\n\n### Product designer I\n\nYou do.\n\n- one\n\n### Senior product designer\n\n- two\n",
            vec![
                "Associate product designer: Scope: Small.",
                "Product designer I: Expectations: one",
                "Senior product designer: Expectations: two",
            ],
        ),
        (
            "# Growth\n\n## Core Competencies\n\n### 1. Execution & Delivery\nGetting things done.\n\n**Levels:**\n- **Novice**: Completes tasks\n- **Expert**: Sets direction\n\n### 2. Craft\n\n**Levels:**\n- **Novice**: Writes\n- **Expert**: Reviews\n",
            vec![
                "Novice: Execution & Delivery: Completes tasks",
                "Expert: Execution & Delivery: Sets direction",
                "Novice: Craft: Writes",
                "Expert: Craft: Reviews",
            ],
        ),
        (
            "# Leveling Guide\n\n- Technical Skills\n\t- Programming\n\t\t1. Basic syntax\n\t\t2. Objects\n- Junior\n\t- one\n",
            vec![
                "-: Leveling Guide: Technical Skills",
                "-: Leveling Guide: Programming",
                "-: Leveling Guide: Basic syntax",
                "-: Leveling Guide: Objects",
                "-: Leveling Guide: Junior",
                "-: Leveling Guide: one",
            ],
        ),
        (
            "# Careers\n\n## Engineer\n\n### Junior Engineer\n- one\n\n### Senior Engineer\n- two\n\n## Designer\n\n### Junior Designer\n- three\n\n### Senior Designer\n- four\n",
            vec![
                "Engineer / Junior Engineer: Expectations: one",
                "Engineer / Senior Engineer: Expectations: two",
                "Designer / Junior Designer: Expectations: three",
                "Designer / Senior Designer: Expectations: four",
            ],
        ),
        (
            "# Career Development\n\n## Staff Engineer\n\n### Technical Lead\n\n- one\n\n### Impact\n\n- two\n\n## Principal Engineer\n\n### Technical Lead\n\n- three\n\nExpectations for all levels: none.\n\n## Expected at all levels\n\n- four\n",
            vec![
                "Staff Engineer: Technical Lead: one",
                "Principal Engineer: Technical Lead: three",
                "Principal Engineer: Technical Lead: Expectations for all levels: none.",
                "Staff Engineer: Impact: two",
                "-: Expected at all levels: four",
            ],
        ),
    ] {
        assert_eq!(shown(&reading("a.md", text, &none)), statements, "{text}");
    }
}
