/** Made from the description of the API by `npm run api-types`: do not edit. */
export interface components {
  schemas: {
    /** @description An edge that only the later diagram has. */
    AddedEdge: {
      place: number;
      /** @constant */
      kind: 'edge';
      id: string;
      source: string;
      target: string;
      /** @enum {string} */
      source_side: 'left' | 'right' | 'top' | 'bottom';
      /** @enum {string} */
      target_side: 'left' | 'right' | 'top' | 'bottom';
      label: string;
    };
    /** @description A lane that only the later diagram has. */
    AddedLane: {
      place: number;
      /** @constant */
      kind: 'lane';
      id: string;
      label: string;
    };
    /** @description A loop that only the later diagram has. */
    AddedLoop: {
      place: number;
      /** @constant */
      kind: 'loop';
      id: string;
      condition: string;
      nodes: string[];
    };
    /** @description A node that only the later diagram has. */
    AddedNode: {
      place: number;
      /** @constant */
      kind: 'node';
      id: string;
      lane: string;
      /** @enum {string} */
      shape: 'circle' | 'rectangle' | 'diamond' | 'taskbox';
      label: string;
      owner: string;
      description: string;
      system: string;
    };
    /**
     * @description What can go wrong in the runs of a diagram, and whether the statements of its companion hold, in their order.
     *
     *     `explored` is false where there are more situations than are looked at; `states` is how many were.
     */
    AnalyzeReply: {
      findings: components['schemas']['RunFinding'][];
      statements: components['schemas']['StatementVerdict'][];
      explored: boolean;
      states: number;
    };
    /** @description An applied fix: the code of the problem, its line in the text as sent, and what the fix changed. */
    AppliedFix: {
      code: string;
      line: number;
      title: string;
    };
    /** @description The answer is in the field that was asked for; null if there is none. */
    AssistReply: {
      completion?: components['schemas']['Proposals'] | null;
      hover?: components['schemas']['HoverText'] | null;
      declaration?: components['schemas']['Use'] | null;
      references?: components['schemas']['Use'][] | null;
    };
    /** @description One difference, with its run in each version where there is one. */
    BehaviourChangeReply: {
      /** @enum {string} */
      kind: 'scenario' | 'path';
      /** @enum {string} */
      change: 'appeared' | 'vanished' | 'ends-elsewhere' | 'broken' | 'mended' | 'fails-otherwise';
      name: string;
      message: string;
      before: components['schemas']['VersionRun'] | null;
      after: components['schemas']['VersionRun'] | null;
    };
    /**
     * @description What two versions do differently.
     *
     *     All paths with at most `compared_to` choices were compared; null means all paths.
     */
    BehaviourReply: {
      changes: components['schemas']['BehaviourChangeReply'][];
      compared_to: number | null;
      same_paths: number;
    };
    /** @description An upright rectangle: its top left corner and its size, in CSS pixels. */
    Box: {
      x: number;
      y: number;
      width: number;
      height: number;
    };
    /** @description A branch that can be chosen; `greyed`: a loop's count speaks against it. */
    BranchOption: {
      edges: string[];
      label: string;
      targets: string[];
      greyed: boolean;
    };
    /** @description A part that both diagrams have and that changed or moved; `was_id` and `id` differ if it was renumbered too. */
    ChangedPart: {
      /** @enum {string} */
      kind: 'lane' | 'node' | 'edge' | 'loop';
      was_id: string;
      id: string;
      changes: components['schemas']['FieldChange'][];
      place: number | null;
    };
    /** @description A drawn diagram, told as what differs from the `known` picture; the rest is as in the whole answer. */
    ChangesReply: {
      changes: components['schemas']['PictureChanges'];
      refined: boolean;
      plan: string;
      companion: components['schemas']['CompanionObject'];
      diagnostics: components['schemas']['Finding'][];
      diagnostics_left_out: number;
    };
    /** @description What a clash is about in each of both texts; null where the text does not have it. */
    ClashParts: {
      mine: components['schemas']['PartReply'] | null;
      theirs: components['schemas']['PartReply'] | null;
    };
    /**
     * @description One part that both changed in different ways; null is what one of them removed, or what the base did not have.
     *
     *     `field` is the part of the statement; it is empty where the whole statement is meant. `both` has both ways, where
     *     they do not exclude each other. `about` and `ways` are for people; `usual` is the way that loses least.
     */
    ClashReply: {
      /** @enum {string} */
      kind: 'lane' | 'node' | 'edge' | 'loop' | 'line' | 'companion';
      id: string;
      field: string;
      base: unknown;
      mine: unknown;
      theirs: unknown;
      both?: string;
      about: string;
      ways: components['schemas']['ClashWays'];
      parts: components['schemas']['ClashParts'];
      /** @enum {string} */
      usual: 'mine' | 'theirs' | 'both';
    };
    /** @description What each way means, in words. */
    ClashWays: {
      mine: string;
      theirs: string;
      both?: string;
    };
    /**
     * @description A run as two lists: the nodes that fired, and the branch that was taken at each.
     *
     *     `program` has the tables, or their digest where the request had it. `answers` are those to "How many?", as pairs of
     *     a loop's place in `program.loops` and a number. `asked` names the questions that the choices answered, as pairs of a
     *     step and the place of the question in it; the other questions were answered as `otherwise` says. `turn` is the place
     *     of the loop that is asked about, where several turn at the node at which the run waits.
     */
    CompactTraceReply: {
      /** @enum {string} */
      status: 'waiting' | 'complete' | 'limit';
      reason: string;
      firings: number[];
      branches: number[];
      answers: number[][];
      asked: number[][];
      /** @enum {string} */
      otherwise: 'weight' | 'script';
      waiting: components['schemas']['WaitingDecision'] | null;
      turn: number;
      stopped: components['schemas']['StoppedRun'] | null;
      seed: number | null;
      unused: components['schemas']['TakenChoice'][];
      program: components['schemas']['ProgramTables'] | string;
    };
    /** @description What the text cannot express; everything in it refers to nodes by id. */
    CompanionObject: {
      title?: string;
      description?: string;
      layout?: components['schemas']['LayoutHints'];
      simulation?: {
        [key: string]: unknown;
      };
      scenarios?: unknown[];
      captions?: {
        [key: string]: unknown;
      };
      /** @enum {string} */
      encoding?: '' | 'utf-16le' | 'utf-16be';
      options?: {
        [key: string]: unknown;
      };
    };
    /** @description What is wrong in a companion: the path in its JSON, and the rest of the sentence. */
    CompanionProblem: {
      path: string;
      message: string;
    };
    /** @description The problems of a companion; none where it fits its text. */
    CompanionReply: {
      problems: components['schemas']['CompanionProblem'][];
    };
    /** @description A JSON Schema (draft 2020-12). */
    CompanionSchemaReply: {
      [key: string]: unknown;
    };
    /** @description The file as a text, and the companion of what was read; `left_out` is from reading, `lost` from writing. */
    ConvertReply: {
      /** @enum {string} */
      from: 'fz' | 'json' | 'csv' | 'mermaid' | 'swimlane';
      /** @enum {string} */
      to: 'fz' | 'json' | 'csv' | 'mermaid' | 'swimlane' | 'sequence' | 'dot' | 'bpmn';
      text: string;
      companion: components['schemas']['CompanionObject'];
      file_name: string;
      mimetype: string;
      left_out: components['schemas']['OmissionFacts'][];
      lost: components['schemas']['OmissionFacts'][];
    };
    /** @description How often something happens at least and at most. */
    CountRange: {
      least?: number;
      most?: number;
    };
    /** @description What the scenarios come to. */
    CoverageReply: {
      nodes: components['schemas']['CoveredParts'];
      edges: components['schemas']['CoveredParts'];
      branches: components['schemas']['CoveredBranches'];
    };
    /** @description How many branches are taken, and those that are not. */
    CoveredBranches: {
      covered: number;
      total: number;
      missing: components['schemas']['UncoveredBranch'][];
    };
    /** @description The parts of one kind: in how many scenarios each is met, and those that are in none. */
    CoveredParts: {
      runs: {
        [key: string]: number;
      };
      missing: string[];
      covered: number;
      total: number;
    };
    /** @description A part of the diagram that an operation made. */
    Created: {
      /** @enum {string} */
      kind: 'lane' | 'node' | 'edge' | 'loop';
      id: string;
    };
    /** @description The keys of a new diagram: to view, to edit and to own it; `known`: an earlier request made it. */
    CreatedReply: {
      view_key: string;
      edit_key: string;
      own_key: string;
      version: number;
      changed_at: string;
      known: boolean;
    };
    /** @description Where the problem of the text begins whose fix this is, as `POST /api/fix` takes it. */
    CuredProblem: {
      code: string;
      line: number;
      column: number;
      fix: number;
    };
    /** @description Everything that could be read, in the order of the text. */
    DiagramFacts: {
      lanes: components['schemas']['LaneFacts'][];
      nodes: components['schemas']['NodeFacts'][];
      edges: components['schemas']['EdgeFacts'][];
      loops: components['schemas']['LoopFacts'][];
    };
    /**
     * @description The differences between two diagrams: part by part, in sentences, and marked in one picture.
     *
     *     `place` is a part's place among its kind in the later text, from 0; null where it kept its place among the others.
     *     `svg_before` and `svg_after` are pictures of each, where the request asks for `sides`.
     */
    DiffReply: {
      same: boolean;
      added: (
        | components['schemas']['AddedLane']
        | components['schemas']['AddedNode']
        | components['schemas']['AddedEdge']
        | components['schemas']['AddedLoop']
      )[];
      removed: (
        | components['schemas']['LanePart']
        | components['schemas']['NodePart']
        | components['schemas']['EdgePart']
        | components['schemas']['LoopPart']
      )[];
      changed: components['schemas']['ChangedPart'][];
      renamed: components['schemas']['RenamedParts'];
      words: string[];
      svg: string | null;
      svg_before?: string;
      svg_after?: string;
      drawing_error: string | null;
    };
    /**
     * @description A version of a stored diagram, as this key may see it.
     *
     *     `live` is the number of changes of the live text, where this is the current version.
     */
    DocumentReply: {
      /** @enum {string} */
      right: 'view' | 'edit' | 'own';
      view_key: string;
      title: string;
      code: string;
      companion: components['schemas']['CompanionObject'];
      version: number;
      created: string;
      changed_at: string;
      name: string;
      live?: number;
    };
    /** @description An edge. */
    EdgeFacts: {
      id: string;
      source: string;
      target: string;
      /** @enum {string} */
      source_side: 'left' | 'right' | 'top' | 'bottom';
      /** @enum {string} */
      target_side: 'left' | 'right' | 'top' | 'bottom';
      label: string;
      range: components['schemas']['Range'];
    };
    /** @description An edge in many runs. */
    EdgeInRuns: {
      id: string;
      crossings: number;
      interval: number | null;
      way: number;
    };
    /** @description Where an edge that a fold cuts leaves a row or enters the next; both marks have the same number. */
    EdgeMark: {
      x: number;
      y: number;
      number: number;
      leaves: boolean;
    };
    /** @description What a run does differently at one edge. */
    EdgeOptions: {
      /** @enum {string} */
      reply?: 'stop' | 'restart';
    };
    /** @description An edge that only one of the diagrams has. */
    EdgePart: {
      /** @constant */
      kind: 'edge';
      id: string;
      source: string;
      target: string;
      /** @enum {string} */
      source_side: 'left' | 'right' | 'top' | 'bottom';
      /** @enum {string} */
      target_side: 'left' | 'right' | 'top' | 'bottom';
      label: string;
    };
    /** @description Replace the range by the text. */
    Edit: {
      start: number;
      end: number;
      line: number;
      column: number;
      end_line: number;
      end_column: number;
      text: string;
    };
    /**
     * @description The text after the operations, and the smallest edits that lead there. Without a picture, the reason is in
     *     `drawing_error`.
     */
    EditReply: {
      svg: string | null;
      geometry: components['schemas']['Geometry'] | null;
      refined: boolean;
      plan: string;
      companion: components['schemas']['CompanionObject'];
      diagram: components['schemas']['DiagramFacts'];
      diagnostics: components['schemas']['Finding'][];
      diagnostics_left_out: number;
      code: string;
      edits: components['schemas']['Edit'][];
      created: components['schemas']['Created'][];
      drawing_error: string | null;
    };
    /**
     * @description An error: `code` is for programs, `message` for people; some codes have further fields.
     *
     *     `field` or `fields` name what is wrong in a request, `offset` the position in its text; `size` and `limit` are
     *     bytes; `yours` and `theirs` come with `stale-version`, and where it was to be merged `clashes`, with what else
     *     `came_in` from theirs and `went_in` from yours. `largest_scale` comes with `export-too-large`, `reason` with links
     *     that lead nowhere, `kept_until` with those to deleted diagrams that can be restored; `reference` is written in the
     *     log of the server. `choice` counts the choices before the one that does not fit a diagram. `lane`, `node`, `edge`,
     *     `loop`, `condition` and `id` say what a refused edit is about, and `code_of_finding` which problem no longer
     *     exists; `lanes`, `nodes` or `edges` and `most` come with
     *     `picture-too-large`, `name` and whether they may edit (`edits`) with `somebody-presents`.
     */
    ErrorBody: {
      code: string;
      message: string;
      field?: string;
      fields?: components['schemas']['FieldError'][];
      offset?: number;
      size?: number;
      limit?: number;
      largest_scale?: number;
      /** @enum {string} */
      reason?: 'unknown' | 'revoked' | 'expired' | 'deleted';
      kept_until?: string;
      yours?: components['schemas']['OwnVersion'];
      theirs?: components['schemas']['NewerVersion'];
      clashes?: components['schemas']['ClashReply'][];
      came_in?: string[];
      went_in?: string[];
      reference?: string;
      name?: string;
      edits?: boolean;
      choice?: number;
      lane?: string;
      node?: string;
      edge?: string;
      loop?: string;
      condition?: string;
      id?: string;
      code_of_finding?: string;
      lanes?: number;
      nodes?: number;
      edges?: number;
      most?: number;
    };
    /**
     * @description The form of all errors.
     *
     *     `changes-missing` has the `version` of the live text and the missing `steps` beside the error, `changes-gone` the
     *     `version` with `code` and `companion`.
     */
    ErrorReply: {
      error: components['schemas']['ErrorBody'];
      version?: number;
      steps?: components['schemas']['StepReply'][];
      code?: string;
      companion?: components['schemas']['CompanionObject'];
    };
    /** @description What must hold at the end of a scenario; nodes and edges by id. */
    Expectations: {
      /** @description nodes that fire and edges that are crossed */
      visited?: string[];
      /** @description nodes and edges of which that must not be so */
      not_visited?: string[];
      /** @description nodes that fire for the first time in this order */
      order?: string[];
      /** @description how often, by node or edge */
      count?: {
        [key: string]: number | components['schemas']['CountRange'];
      };
      /** @description the nodes at which tokens end, each of them */
      ends_at?: string[];
    };
    /**
     * @description What differs in a diagram.
     *
     *     Parts that differ only in their ranges are not in the lists. `shifts` says how far the ranges of all parts have
     *     moved, in the order of the new diagram: how many alike, then what to add to `start`, `end`, `line`, `column`,
     *     `end_line` and `end_column`.
     */
    FactsChanges: {
      lists: components['schemas']['FactsLists'];
      shifts: [number, number, number, number, number, number, number][];
    };
    /** @description The parts of a diagram. */
    FactsLists: {
      lanes: components['schemas']['PartChanges_LaneFacts_'];
      nodes: components['schemas']['PartChanges_NodeFacts_'];
      edges: components['schemas']['PartChanges_EdgeFacts_'];
      loops: components['schemas']['PartChanges_LoopFacts_'];
    };
    /** @description One field of a part; only the `nodes` of a loop are lists. */
    FieldChange: {
      field: string;
      was: string | string[];
      now: string | string[];
    };
    /** @description What is wrong with one field of a request. */
    FieldError: {
      field: string;
      message: string;
    };
    /** @description One problem in a text; `fix` is the first of its `fixes`. */
    Finding: {
      start: number;
      end: number;
      line: number;
      column: number;
      end_line: number;
      end_column: number;
      code: string;
      /** @enum {string} */
      severity: 'error' | 'warning' | 'hint';
      message: string;
      fix: components['schemas']['Fix'] | null;
      fixes: components['schemas']['Fix'][];
    };
    /** @description A fix; safe fixes never add or remove content. */
    Fix: {
      title: string;
      safe: boolean;
      edits: components['schemas']['Edit'][];
    };
    /** @description The text after its safe fixes; `complete` is false if another request is needed for the rest. */
    FixReply: {
      svg: string | null;
      geometry: components['schemas']['Geometry'] | null;
      refined: boolean;
      plan: string;
      companion: components['schemas']['CompanionObject'];
      diagram: components['schemas']['DiagramFacts'];
      diagnostics: components['schemas']['Finding'][];
      diagnostics_left_out: number;
      code: string;
      edits: components['schemas']['Edit'][];
      created: components['schemas']['Created'][];
      drawing_error: string | null;
      applied: components['schemas']['AppliedFix'][];
      complete: boolean;
    };
    /** @description Where all parts are drawn. Folded into several `rows`, `lanes` has the bands of every row in turn. */
    Geometry: {
      /** @constant */
      version: 1;
      width: number;
      height: number;
      lanes: components['schemas']['GeometryLane'][];
      nodes: components['schemas']['GeometryNode'][];
      edges: components['schemas']['GeometryEdge'][];
      /** @constant */
      direction?: 'down';
      loops?: components['schemas']['GeometryLoop'][];
      rows?: number;
    };
    /** @description What differs in a geometry; `fields` are all of the new one. */
    GeometryChanges: {
      fields: components['schemas']['GeometryFields'];
      lists: components['schemas']['GeometryLists'];
    };
    /** @description The way of an edge; one that a fold cuts has the `pieces` that are drawn and the `marks` between them. */
    GeometryEdge: {
      id: string;
      source: string;
      target: string;
      /** @enum {string} */
      source_side: 'left' | 'right' | 'top' | 'bottom';
      /** @enum {string} */
      target_side: 'left' | 'right' | 'top' | 'bottom';
      label: string;
      points: [number, number][];
      label_box: components['schemas']['Box'] | null;
      pieces?: [number, number][][];
      marks?: components['schemas']['EdgeMark'][];
    };
    /** @description What a geometry says of the whole page. */
    GeometryFields: {
      /** @constant */
      version: 1;
      width: number;
      height: number;
      /** @constant */
      direction?: 'down';
      rows?: number;
    };
    /** @description The band of a lane, header included. */
    GeometryLane: {
      x: number;
      y: number;
      width: number;
      height: number;
      id: string;
      label: string;
    };
    /** @description The parts of a geometry. */
    GeometryLists: {
      lanes: components['schemas']['PartChanges_GeometryLane_'];
      nodes: components['schemas']['PartChanges_GeometryNode_'];
      edges: components['schemas']['PartChanges_GeometryEdge_'];
      loops?: components['schemas']['PartChanges_GeometryLoop_'];
    };
    /** @description The badge of a loop at the first of its nodes. */
    GeometryLoop: {
      id: string;
      condition: string;
      nodes: string[];
      badge: components['schemas']['Box'];
    };
    /** @description A node; `column` (along the time) and `row` (in the lane) count as the offsets of hints do. */
    GeometryNode: {
      x: number;
      y: number;
      width: number;
      height: number;
      id: string;
      lane: string;
      /** @enum {string} */
      shape: 'circle' | 'rectangle' | 'diamond' | 'taskbox';
      label: string;
      column: number;
      row: number;
    };
    /** @description A JSON Schema (draft 2020-12). */
    GraphSchemaReply: {
      [key: string]: unknown;
    };
    /**
     * @description A version with what changed in it since the one before; null where that was not computed: ask again later.
     *
     *     `is_first` says that there is no version before it.
     */
    HistoryLineReply: {
      version: number;
      created: string;
      changed_at: string;
      name: string;
      autosave: boolean;
      size: number;
      /** @enum {string} */
      kind: 'saved' | 'autosave' | 'set-aside';
      author: string;
      browser: number;
      own: boolean;
      pinned: boolean;
      changes: string[] | null;
      is_first: boolean;
    };
    /** @description A part of the history, newest first; `current` is the current version, `has_earlier` whether there is more. */
    HistoryReply: {
      versions: components['schemas']['HistoryLineReply'][];
      current: number;
      has_earlier: boolean;
    };
    /** @description What is at a position, as plain text. */
    HoverText: {
      start: number;
      end: number;
      line: number;
      column: number;
      end_line: number;
      end_column: number;
      title: string;
      lines: string[];
    };
    /** @description A kept run; `choices` counts them, and `path` is the part of its address after the host. */
    KeptRunLine: {
      id: string;
      created: string;
      choices: number;
      path: string;
    };
    /** @description The name under which a run is kept. */
    KeptRunReply: {
      id: string;
    };
    /** @description The runs that a diagram keeps, newest first. */
    KeptRunsReply: {
      runs: components['schemas']['KeptRunLine'][];
    };
    /** @description The versions that have what was refused where both clashed. */
    KeptVersions: {
      mine?: number;
      theirs?: number;
    };
    /** @description A lane. */
    LaneFacts: {
      id: string;
      label: string;
      range: components['schemas']['Range'];
    };
    /** @description A lane in many runs; how it is used over time only where runs arrive. */
    LaneInRuns: {
      id: string;
      name: string;
      capacity: number | null;
      work: number;
      cost: number;
      use?: number | null;
      working?: number;
      waiting?: number;
      wait?: number;
      over_time?: components['schemas']['LaneOverTime'];
    };
    /** @description How a lane is used in parts of the time. */
    LaneOverTime: {
      begin: number;
      part: number;
      use: number[];
      queue: number[];
    };
    /** @description A lane that only one of the diagrams has. */
    LanePart: {
      /** @constant */
      kind: 'lane';
      id: string;
      label: string;
    };
    /** @description Direction, fold and spacing of the picture, positions set by hand, and what keeps the picture calm. */
    LayoutHints: {
      columns?: {
        [key: string]: number;
      };
      nodes?: {
        [key: string]: components['schemas']['Offset'];
      };
      feedback?: string[];
      returns?: string[] | null;
      staggered?: string[] | null;
      ghosts?: components['schemas']['RemovedEdge'][];
      /** @enum {string} */
      thickness?: 'fit' | 'equal';
      /** @enum {string} */
      density?: 'comfortable' | 'compact';
      /** @enum {string} */
      direction?: 'right' | 'down';
      fold?: number | false | null;
      width?: number;
    } & {
      [key: string]: unknown;
    };
    /**
     * @description One link to a diagram; `path` is the part of the address after the host.
     *
     *     `uses` counts how often it was opened. It stops working when it expires or is ended (`revoked_at`).
     */
    LinkReply: {
      id: number;
      /** @enum {string} */
      right: 'view' | 'edit' | 'own';
      key: string;
      path: string;
      label: string;
      created: string;
      expires_at: string | null;
      last_opened: string | null;
      uses: number;
      revoked_at: string | null;
    };
    /** @description All links, including ended ones. */
    LinksReply: {
      links: components['schemas']['LinkReply'][];
    };
    /** @description A loop. */
    LoopFacts: {
      id: string;
      condition: string;
      nodes: string[];
      range: components['schemas']['Range'];
    };
    /** @description A loop that only one of the diagrams has. */
    LoopPart: {
      /** @constant */
      kind: 'loop';
      id: string;
      condition: string;
      nodes: string[];
    };
    /** @description A loop that turns: what its condition means, its first node, and its group at each node where it turns. */
    LoopTable: {
      id: string;
      /** @enum {string} */
      kind: 'upto' | 'range' | 'times' | 'until' | 'each' | 'free';
      least: number;
      count: number;
      first: number;
      groups: {
        [key: string]: number;
      };
    };
    /** @description What many runs say. */
    ManyRuns: {
      runs: number;
      counted: number;
      limited: number;
      seed: number;
      unit: string;
      waits: boolean;
      total: components['schemas']['RunTimes'];
      histogram: components['schemas']['RunHistogram'];
      outcomes: components['schemas']['RunOutcome'][];
      split: components['schemas']['TimeSplit'];
      nodes: components['schemas']['NodeInRuns'][];
      edges: components['schemas']['EdgeInRuns'][];
      lanes: components['schemas']['LaneInRuns'][];
      hand_overs: number;
      replies: number;
      cost: components['schemas']['RunMean'] | null;
      sensitivity?: components['schemas']['MovedMean'][];
      other?: components['schemas']['ManyRuns'];
      difference?: components['schemas']['RunDifference'];
      sentences?: components['schemas']['RunSentence'][];
    };
    /**
     * @description What was saved, where others had saved meanwhile; `came_in` says what they had changed.
     *
     *     `edits` lead to it from the text that was sent.
     */
    MergedText: {
      code: string;
      companion: components['schemas']['CompanionObject'];
      edits: components['schemas']['Edit'][];
      came_in: string[];
      kept: components['schemas']['KeptVersions'];
    };
    /** @description By how much the mean changes when a node takes 10 % less time. */
    MovedMean: {
      node: string;
      change: number;
      interval: number | null;
    };
    /** @description The name that a version has now. */
    NamedReply: {
      version: number;
      name: string;
    };
    /**
     * @description The version that is stored.
     *
     *     `authors` are those who saved since the version of the client, the first one first; an empty name is that of all
     *     who gave none.
     */
    NewerVersion: {
      version: number;
      code: string;
      companion: components['schemas']['CompanionObject'];
      changed_at: string;
      authors: string[];
    };
    /** @description A node; `text` is what is drawn in it. */
    NodeFacts: {
      id: string;
      lane: string;
      /** @enum {string} */
      shape: 'circle' | 'rectangle' | 'diamond' | 'taskbox';
      label: string;
      text: string;
      owner: string;
      description: string;
      system: string;
      range: components['schemas']['Range'];
    };
    /** @description A node in many runs. */
    NodeInRuns: {
      id: string;
      visits: number;
      interval: number | null;
      share: number;
      begins: number | null;
      work: number;
      queue: number;
      timetable: number;
      branches: number;
      batch: number;
    };
    /** @description What a run does differently at one node. */
    NodeOptions: {
      /** @enum {string} */
      outgoing?: 'all' | 'one' | 'any';
      /** @enum {string} */
      join?: 'wait' | 'each' | 'all';
    };
    /** @description A node that only one of the diagrams has. */
    NodePart: {
      /** @constant */
      kind: 'node';
      id: string;
      lane: string;
      /** @enum {string} */
      shape: 'circle' | 'rectangle' | 'diamond' | 'taskbox';
      label: string;
      owner: string;
      description: string;
      system: string;
    };
    /** @description How far a node was moved by hand: columns to the right, rows down. */
    Offset: {
      column?: number;
      row?: number;
    } & {
      [key: string]: unknown;
    };
    /** @description Something that did not come along: what it is, where it stood, and why. */
    OmissionFacts: {
      what: string;
      where: string;
      why: string;
    };
    /** @description The version that was not saved, and the number of the one on which it was based. */
    OwnVersion: {
      version: number;
      code: string;
      companion: components['schemas']['CompanionObject'];
    };
    PartChanges_EdgeFacts_: {
      parts: components['schemas']['EdgeFacts'][];
      order?: string[];
    };
    PartChanges_GeometryEdge_: {
      parts: components['schemas']['GeometryEdge'][];
      order?: string[];
    };
    PartChanges_GeometryLane_: {
      parts: components['schemas']['GeometryLane'][];
      order?: string[];
    };
    PartChanges_GeometryLoop_: {
      parts: components['schemas']['GeometryLoop'][];
      order?: string[];
    };
    PartChanges_GeometryNode_: {
      parts: components['schemas']['GeometryNode'][];
      order?: string[];
    };
    PartChanges_LaneFacts_: {
      parts: components['schemas']['LaneFacts'][];
      order?: string[];
    };
    PartChanges_LoopFacts_: {
      parts: components['schemas']['LoopFacts'][];
      order?: string[];
    };
    PartChanges_NodeFacts_: {
      parts: components['schemas']['NodeFacts'][];
      order?: string[];
    };
    /** @description A part of a diagram. */
    PartReply: {
      /** @enum {string} */
      kind: 'lane' | 'node' | 'edge' | 'loop';
      id: string;
    };
    /** @description What differs from a picture that the browser has. */
    PictureChanges: {
      svg: components['schemas']['SvgChanges'];
      geometry: components['schemas']['GeometryChanges'];
      diagram: components['schemas']['FactsChanges'];
    };
    /** @description A version that links keep; `path` is the part of its address after the host. */
    PinReply: {
      version: number;
      path: string;
    };
    /** @description A run that can be played: its choices, up to which step, and its text for links. */
    PlayedRunReply: {
      choices: components['schemas']['TakenChoice'][];
      at: number;
      replay: string;
    };
    /** @description The address at which the stored diagram can be viewed. */
    PlaygroundReply: {
      url: string;
    };
    /** @description `presenter` names who presents in the events of the bell; `followers` is how many pages follow. */
    PresenterReply: {
      presenter: string;
      turn: number;
      followers: number;
    };
    /** @description The tables by which a compact trace is told in full; numbers of nodes are places in `nodes`. */
    ProgramTables: {
      digest: string;
      nodes: string[];
      edges: number[];
      drawn: number;
      ids: {
        [key: string]: string;
      };
      starts: number[];
      branches: {
        [key: string]: number[][];
      };
      labels: {
        [key: string]: string[];
      };
      steps: number[];
      several: number[];
      turns: {
        [key: string]: (number | number[])[][];
      };
      loops: components['schemas']['LoopTable'][];
      frames: [string, number][];
      entering: {
        [key: string]: number[];
      };
      restarts: number[];
      ending: number[];
      joins: {
        [key: string]: 'each' | 'all';
      };
      back: number[];
      joining: number[];
      inner: number[];
      groups: number[][];
    };
    /** @description A completion; a snippet's `text` contains `${1:words}` where something is to be filled in. */
    Proposal: {
      label: string;
      detail: string;
      kind: string;
      text: string;
      snippet: boolean;
    };
    /** @description Completions, the best first, and the range that each of them replaces. */
    Proposals: {
      start: number;
      end: number;
      line: number;
      column: number;
      end_line: number;
      end_column: number;
      items: components['schemas']['Proposal'][];
    };
    /** @description Scenarios for what the others do not come to; `explored` is false if there are too many situations to look at. */
    ProposedReply: {
      scenarios: components['schemas']['Scenario'][];
      explored: boolean;
    };
    /** @description A range of the text: lines and columns count from 1, columns in UTF-16 units; offsets count code points. */
    Range: {
      start: number;
      end: number;
      line: number;
      column: number;
      end_line: number;
      end_column: number;
    };
    /**
     * @description The shortest run to a node: fewest choices, then fewest firings.
     *
     *     `choices` are all its choices, and after `at` firings it is there: the node has just fired, or the run waits at it.
     *     It has the first `kept` of the given choices: not all where none goes on from them, as `message` says then. Without
     *     one, `message` says why; `explored` is false if there are too many runs to look at all.
     */
    ReachReply: {
      found: boolean;
      choices: components['schemas']['TakenChoice'][];
      at: number;
      message: string;
      explored: boolean;
      kept: number;
    };
    /** @description A removed edge that keeps the nodes where they are; `label` has the width and height of its label. */
    RemovedEdge: {
      source: string;
      target: string;
      /** @enum {string} */
      source_side?: 'left' | 'right' | 'top' | 'bottom';
      /** @enum {string} */
      target_side?: 'left' | 'right' | 'top' | 'bottom';
      place?: number;
      label?: number[];
      back?: boolean;
      returned?: boolean;
    } & {
      [key: string]: unknown;
    };
    /** @description New ids by the old ones. */
    RenamedParts: {
      lanes: {
        [key: string]: string;
      };
      nodes: {
        [key: string]: string;
      };
      edges: {
        [key: string]: string;
      };
      loops: {
        [key: string]: string;
      };
    };
    /** @description The whole picture, or what differs from the one that the request names as `known`. */
    RenderAnswer: components['schemas']['RenderReply'] | components['schemas']['ChangesReply'];
    /**
     * @description A drawn diagram; `diagnostics_left_out` counts the problems beyond the first 500.
     *
     *     `refined` is false if a better layout can be requested. Send `plan` with the text after an edit to keep its picture
     *     similar.
     */
    RenderReply: {
      svg: string;
      geometry: components['schemas']['Geometry'];
      refined: boolean;
      plan: string;
      companion: components['schemas']['CompanionObject'];
      diagram: components['schemas']['DiagramFacts'];
      diagnostics: components['schemas']['Finding'][];
      diagnostics_left_out: number;
    };
    /** @description What a step changed in the state: of its maps only the keys that differ; 0 or an empty list removes a key. */
    RunChange: {
      active: string | null;
      fired: string | null;
      moved: string[];
      tokens?: {
        [key: string]: number;
      };
      visits?: {
        [key: string]: number;
      };
      crossings?: {
        [key: string]: number;
      };
      replies?: {
        [key: string]: number;
      };
      waiting?: {
        [key: string]: string[];
      };
      loops?: {
        [key: string]: number;
      };
    };
    /** @description What takes away the cause: operations of `POST /api/edit`, options of runs to save, or the fix of a problem. */
    RunCure: {
      title: string;
      operations: {
        [key: string]: unknown;
      }[];
      options: {
        [key: string]: unknown;
      } | null;
      problem: components['schemas']['CuredProblem'] | null;
    };
    /** @description By how much the other setting takes longer, run by run. */
    RunDifference: {
      mean: number;
      interval: number | null;
      runs: number;
      p50: number;
      p90: number;
      p99: number;
    };
    /** @description Something that can go wrong in runs, with the parts concerned, the shortest run into it, and a cure. */
    RunFinding: {
      code: string;
      /** @enum {string} */
      severity: 'error' | 'warning' | 'hint';
      message: string;
      nodes: string[];
      edges: string[];
      run: components['schemas']['ShortestRun'] | null;
      cure: components['schemas']['RunCure'] | null;
    };
    /** @description How many runs take how long: columns of one width, the last of which has the longer ones too. */
    RunHistogram: {
      begin: number;
      width: number;
      columns: number[];
      longer: number;
      outcomes: number[][];
    };
    /** @description A mean, and half the width of the interval in which the true one is in 95 of 100 cases. */
    RunMean: {
      mean: number;
      interval: number | null;
    };
    /** @description How a run interprets the diagram where that is not obvious; `nodes` and `edges` have exceptions by id. */
    RunOptions: {
      /** @enum {string} */
      outgoing?: 'all' | 'one' | 'any';
      /** @enum {string} */
      join?: 'wait' | 'each' | 'all';
      /** @enum {string} */
      reply?: 'stop' | 'restart';
      /** @enum {string} */
      end?: 'token' | 'run';
      /** @enum {string} */
      start?: 'circles' | 'sources' | 'chosen';
      /** @enum {string} */
      choices?: 'ask' | 'first' | 'weights';
      also_start?: string[];
      nodes?: {
        [key: string]: components['schemas']['NodeOptions'];
      };
      edges?: {
        [key: string]: components['schemas']['EdgeOptions'];
      };
    };
    /** @description Runs that end in one way. */
    RunOutcome: {
      mean: number;
      interval: number | null;
      p50: number;
      p90: number;
      p99: number;
      least: number;
      most: number;
      deviation: number;
      name: string;
      node: string | null;
      edge: string | null;
      runs: number;
      share: number;
      share_interval: number | null;
    };
    /** @description A run told in full, or compact where the request asks for it. */
    RunReply: components['schemas']['TraceReply'] | components['schemas']['CompactTraceReply'];
    /** @description What the result says, and about which part of it. */
    RunSentence: {
      about: string;
      text: string;
    };
    /** @description The state after a step; maps hold only what is not zero or empty. */
    RunState: {
      active: string | null;
      fired: string | null;
      moved: string[];
      tokens: {
        [key: string]: number;
      };
      visits: {
        [key: string]: number;
      };
      crossings: {
        [key: string]: number;
      };
      replies: {
        [key: string]: number;
      };
      waiting: {
        [key: string]: string[];
      };
      loops: {
        [key: string]: number;
      };
    };
    /** @description A kept run, as replay text. */
    RunTextReply: {
      run: string;
    };
    /** @description How long runs take. */
    RunTimes: {
      mean: number;
      interval: number | null;
      p50: number;
      p90: number;
      p99: number;
      least: number;
      most: number;
      deviation: number;
    };
    /** @description A sample. */
    SampleReply: {
      name: string;
      title: string;
      description: string;
      code: string;
      companion: components['schemas']['CompanionObject'];
    };
    /** @description All samples in the order in which they are shown. */
    SamplesReply: {
      samples: components['schemas']['SampleReply'][];
    };
    /** @description The result of saving. */
    SavedReply: {
      /** @enum {string} */
      right: 'view' | 'edit' | 'own';
      view_key: string;
      version: number;
      changed_at: string;
      merged?: components['schemas']['MergedText'];
    };
    /** @description A run with a name: its choices, and what must hold at its end. */
    Scenario: {
      name: string;
      description?: string;
      choices?: components['schemas']['ScenarioChoice'][];
      seed?: number | null;
      options?: components['schemas']['RunOptions'];
      expect?: components['schemas']['Expectations'];
    };
    /** @description A branch that is taken, by its label or its edges; with `visit` at that visit of the node only. */
    ScenarioChoice:
      | {
          node: string;
          visit?: number | null;
          label?: string | null;
          edges?: string[] | null;
        }
      | unknown
      | unknown;
    /** @description What does not hold: the place in the scenario, the step in which it shows, the node or edge. */
    ScenarioFailure: {
      place: string;
      message: string;
      step: number | null;
      part: string | null;
    };
    /** @description A scenario that was run; its `choices` give the same run again. */
    ScenarioResult: {
      name: string;
      passed: boolean;
      failures: components['schemas']['ScenarioFailure'][];
      /** @enum {string} */
      status: 'waiting' | 'complete' | 'limit';
      steps: number;
      ends_at: string[];
      choices: components['schemas']['TakenChoice'][];
    };
    /** @description The scenarios of a companion, in their order, and what they come to. */
    ScenariosReply: {
      passed: boolean;
      results: components['schemas']['ScenarioResult'][];
      coverage: components['schemas']['CoverageReply'];
    };
    /** @description Which websites may embed a diagram (`origins`, if it is some), and whether previews show its picture. */
    SharingReply: {
      /** @enum {string} */
      frames: 'anyone' | 'nobody' | 'some';
      origins: string[];
      preview: boolean;
    };
    /** @description The shortest run to where something happens: its choices, after how many firings, and its text for links. */
    ShortestRun: {
      choices: components['schemas']['TakenChoice'][];
      at: number;
      replay: string;
    };
    /** @description Many runs, or the name of their computation while it is under way, with the share that is done. */
    SimulateReply: {
      job: string | null;
      progress: number;
      result: components['schemas']['ManyRuns'] | null;
    };
    /** @description Whether a statement holds: null where not all runs were looked at. `run` shows what is possible, or breaks it. */
    StatementVerdict: {
      /** @enum {string} */
      kind: 'possible' | 'never';
      name: string;
      words: string;
      holds: boolean | null;
      message: string;
      run: components['schemas']['ShortestRun'] | null;
    };
    /** @description The numbers of lanes, nodes and edges. */
    Stats: {
      lanes: number;
      nodes: number;
      edges: number;
    };
    /** @description One step of a live text: `changes` is the JSON of CodeMirror's ChangeSet, `companion` a JSON Merge Patch. */
    StepReply: {
      client: string;
      changes: (number | (number | string)[])[];
      companion?: {
        [key: string]: unknown;
      };
    };
    /** @description The steps that were asked for. */
    StepsReply: {
      version: number;
      stored: number;
      changed_at: string;
      steps: components['schemas']['StepReply'][];
    };
    /** @description `version` is the number of steps of the live text now; `stored` the number of the version in the history. */
    StepsStored: {
      version: number;
      stored: number;
      changed_at: string;
    };
    /** @description Where a run was stopped: the node, the cycle or the nodes from which nothing comes, the edges over which. */
    StoppedRun: {
      node: string | null;
      nodes: string[];
      edges: string[];
    };
    /**
     * @description The groups of an SVG that are new or differ, by id (`frame` for the border of the page).
     *
     *     `order` has the ids of all groups where it differs, and `head` what is before them. `length` counts the UTF-16
     *     units of the whole SVG.
     */
    SvgChanges: {
      parts: {
        [key: string]: string;
      };
      length: number;
      head?: string;
      order?: string[];
    };
    /** @description A choice that was taken; it can be sent again as it is. */
    TakenChoice: {
      node: string;
      visit: number | null;
      edges: string[];
      label: string;
    };
    /** @description The shortest run to a part; null where there is none, and then why. */
    ThroughReply: {
      run: components['schemas']['PlayedRunReply'] | null;
      message: string;
      explored: boolean;
    };
    /** @description What the time of tokens is spent on in a run. */
    TimeSplit: {
      work: number;
      queue: number;
      timetable: number;
      branches: number;
      batch: number;
      way: number;
      total: number;
    };
    /** @description One thing that happened; `by` tells who chose. */
    TraceEntry: {
      step: number;
      /** @enum {string} */
      event: 'start' | 'join' | 'fire' | 'choose' | 'fork' | 'move' | 'reply' | 'wait' | 'end' | 'complete' | 'limit';
      node: string | null;
      edge: string | null;
      edges: string[];
      nodes: string[];
      text: string;
      by: ('asked' | 'script' | 'weight' | 'limit') | null;
    };
    /** @description A run: its events, and the state after every step as changes and snapshots. */
    TraceReply: {
      /** @enum {string} */
      status: 'waiting' | 'complete' | 'limit';
      steps: number;
      reason: string;
      entries: components['schemas']['TraceEntry'][];
      changes: components['schemas']['RunChange'][];
      snapshots: {
        [key: string]: components['schemas']['RunState'];
      };
      choices: components['schemas']['TakenChoice'][];
      decisions: {
        [key: string]: components['schemas']['BranchOption'][];
      };
      waiting: components['schemas']['WaitingDecision'] | null;
      seed: number | null;
    };
    /** @description A branch that no scenario takes. */
    UncoveredBranch: {
      node: string;
      label: string;
      edges: string[];
    };
    /** @description A use of a node or lane. */
    Use: {
      start: number;
      end: number;
      line: number;
      column: number;
      end_line: number;
      end_column: number;
      /** @enum {string} */
      kind: 'node' | 'lane';
      id: string;
      declares: boolean;
    };
    /** @description The problems of a text in strict mode; `left_out` counts those beyond the first 500. */
    ValidateReply: {
      valid: boolean;
      errors: components['schemas']['Finding'][];
      warnings: components['schemas']['Finding'][];
      left_out: number;
      stats: components['schemas']['Stats'];
    };
    /**
     * @description A version in the history; `size` is the length of the text in bytes.
     *
     *     `author` is the name that its author gave, `browser` a number for each browser of this history (0: it gave no name),
     *     and `own` says that the browser that asks made it. Links keep a version that is `pinned`.
     */
    VersionLine: {
      version: number;
      created: string;
      changed_at: string;
      name: string;
      autosave: boolean;
      size: number;
      /** @enum {string} */
      kind: 'saved' | 'autosave' | 'set-aside';
      author: string;
      browser: number;
      own: boolean;
      pinned: boolean;
    };
    /** @description A run of one version, and where it ends. */
    VersionRun: {
      choices: components['schemas']['TakenChoice'][];
      at: number;
      replay: string;
      ends_at: string[];
    };
    /** @description The history, newest first. */
    VersionsReply: {
      versions: components['schemas']['VersionLine'][];
    };
    /** @description The decision at which a run waits. */
    WaitingDecision: {
      node: string;
      visit: number;
      question: string;
      options: components['schemas']['BranchOption'][];
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type AddedEdge = components['schemas']['AddedEdge'];
export type AddedLane = components['schemas']['AddedLane'];
export type AddedLoop = components['schemas']['AddedLoop'];
export type AddedNode = components['schemas']['AddedNode'];
export type AnalyzeReply = components['schemas']['AnalyzeReply'];
export type AppliedFix = components['schemas']['AppliedFix'];
export type AssistReply = components['schemas']['AssistReply'];
export type BehaviourChangeReply = components['schemas']['BehaviourChangeReply'];
export type BehaviourReply = components['schemas']['BehaviourReply'];
export type Box = components['schemas']['Box'];
export type BranchOption = components['schemas']['BranchOption'];
export type ChangedPart = components['schemas']['ChangedPart'];
export type ChangesReply = components['schemas']['ChangesReply'];
export type ClashParts = components['schemas']['ClashParts'];
export type ClashReply = components['schemas']['ClashReply'];
export type ClashWays = components['schemas']['ClashWays'];
export type CompactTraceReply = components['schemas']['CompactTraceReply'];
export type CompanionObject = components['schemas']['CompanionObject'];
export type CompanionProblem = components['schemas']['CompanionProblem'];
export type CompanionReply = components['schemas']['CompanionReply'];
export type CompanionSchemaReply = components['schemas']['CompanionSchemaReply'];
export type ConvertReply = components['schemas']['ConvertReply'];
export type CountRange = components['schemas']['CountRange'];
export type CoverageReply = components['schemas']['CoverageReply'];
export type CoveredBranches = components['schemas']['CoveredBranches'];
export type CoveredParts = components['schemas']['CoveredParts'];
export type Created = components['schemas']['Created'];
export type CreatedReply = components['schemas']['CreatedReply'];
export type CuredProblem = components['schemas']['CuredProblem'];
export type DiagramFacts = components['schemas']['DiagramFacts'];
export type DiffReply = components['schemas']['DiffReply'];
export type DocumentReply = components['schemas']['DocumentReply'];
export type EdgeFacts = components['schemas']['EdgeFacts'];
export type EdgeInRuns = components['schemas']['EdgeInRuns'];
export type EdgeMark = components['schemas']['EdgeMark'];
export type EdgeOptions = components['schemas']['EdgeOptions'];
export type EdgePart = components['schemas']['EdgePart'];
export type Edit = components['schemas']['Edit'];
export type EditReply = components['schemas']['EditReply'];
export type ErrorBody = components['schemas']['ErrorBody'];
export type ErrorReply = components['schemas']['ErrorReply'];
export type Expectations = components['schemas']['Expectations'];
export type FactsChanges = components['schemas']['FactsChanges'];
export type FactsLists = components['schemas']['FactsLists'];
export type FieldChange = components['schemas']['FieldChange'];
export type FieldError = components['schemas']['FieldError'];
export type Finding = components['schemas']['Finding'];
export type Fix = components['schemas']['Fix'];
export type FixReply = components['schemas']['FixReply'];
export type Geometry = components['schemas']['Geometry'];
export type GeometryChanges = components['schemas']['GeometryChanges'];
export type GeometryEdge = components['schemas']['GeometryEdge'];
export type GeometryFields = components['schemas']['GeometryFields'];
export type GeometryLane = components['schemas']['GeometryLane'];
export type GeometryLists = components['schemas']['GeometryLists'];
export type GeometryLoop = components['schemas']['GeometryLoop'];
export type GeometryNode = components['schemas']['GeometryNode'];
export type GraphSchemaReply = components['schemas']['GraphSchemaReply'];
export type HistoryLineReply = components['schemas']['HistoryLineReply'];
export type HistoryReply = components['schemas']['HistoryReply'];
export type HoverText = components['schemas']['HoverText'];
export type KeptRunLine = components['schemas']['KeptRunLine'];
export type KeptRunReply = components['schemas']['KeptRunReply'];
export type KeptRunsReply = components['schemas']['KeptRunsReply'];
export type KeptVersions = components['schemas']['KeptVersions'];
export type LaneFacts = components['schemas']['LaneFacts'];
export type LaneInRuns = components['schemas']['LaneInRuns'];
export type LaneOverTime = components['schemas']['LaneOverTime'];
export type LanePart = components['schemas']['LanePart'];
export type LayoutHints = components['schemas']['LayoutHints'];
export type LinkReply = components['schemas']['LinkReply'];
export type LinksReply = components['schemas']['LinksReply'];
export type LoopFacts = components['schemas']['LoopFacts'];
export type LoopPart = components['schemas']['LoopPart'];
export type LoopTable = components['schemas']['LoopTable'];
export type ManyRuns = components['schemas']['ManyRuns'];
export type MergedText = components['schemas']['MergedText'];
export type MovedMean = components['schemas']['MovedMean'];
export type NamedReply = components['schemas']['NamedReply'];
export type NewerVersion = components['schemas']['NewerVersion'];
export type NodeFacts = components['schemas']['NodeFacts'];
export type NodeInRuns = components['schemas']['NodeInRuns'];
export type NodeOptions = components['schemas']['NodeOptions'];
export type NodePart = components['schemas']['NodePart'];
export type Offset = components['schemas']['Offset'];
export type OmissionFacts = components['schemas']['OmissionFacts'];
export type OwnVersion = components['schemas']['OwnVersion'];
export type PartReply = components['schemas']['PartReply'];
export type PictureChanges = components['schemas']['PictureChanges'];
export type PinReply = components['schemas']['PinReply'];
export type PlayedRunReply = components['schemas']['PlayedRunReply'];
export type PlaygroundReply = components['schemas']['PlaygroundReply'];
export type PresenterReply = components['schemas']['PresenterReply'];
export type ProgramTables = components['schemas']['ProgramTables'];
export type Proposal = components['schemas']['Proposal'];
export type Proposals = components['schemas']['Proposals'];
export type ProposedReply = components['schemas']['ProposedReply'];
export type Range = components['schemas']['Range'];
export type ReachReply = components['schemas']['ReachReply'];
export type RemovedEdge = components['schemas']['RemovedEdge'];
export type RenamedParts = components['schemas']['RenamedParts'];
export type RenderAnswer = components['schemas']['RenderAnswer'];
export type RenderReply = components['schemas']['RenderReply'];
export type RunChange = components['schemas']['RunChange'];
export type RunCure = components['schemas']['RunCure'];
export type RunDifference = components['schemas']['RunDifference'];
export type RunFinding = components['schemas']['RunFinding'];
export type RunHistogram = components['schemas']['RunHistogram'];
export type RunMean = components['schemas']['RunMean'];
export type RunOptions = components['schemas']['RunOptions'];
export type RunOutcome = components['schemas']['RunOutcome'];
export type RunReply = components['schemas']['RunReply'];
export type RunSentence = components['schemas']['RunSentence'];
export type RunState = components['schemas']['RunState'];
export type RunTextReply = components['schemas']['RunTextReply'];
export type RunTimes = components['schemas']['RunTimes'];
export type SampleReply = components['schemas']['SampleReply'];
export type SamplesReply = components['schemas']['SamplesReply'];
export type SavedReply = components['schemas']['SavedReply'];
export type Scenario = components['schemas']['Scenario'];
export type ScenarioChoice = components['schemas']['ScenarioChoice'];
export type ScenarioFailure = components['schemas']['ScenarioFailure'];
export type ScenarioResult = components['schemas']['ScenarioResult'];
export type ScenariosReply = components['schemas']['ScenariosReply'];
export type SharingReply = components['schemas']['SharingReply'];
export type ShortestRun = components['schemas']['ShortestRun'];
export type SimulateReply = components['schemas']['SimulateReply'];
export type StatementVerdict = components['schemas']['StatementVerdict'];
export type Stats = components['schemas']['Stats'];
export type StepReply = components['schemas']['StepReply'];
export type StepsReply = components['schemas']['StepsReply'];
export type StepsStored = components['schemas']['StepsStored'];
export type StoppedRun = components['schemas']['StoppedRun'];
export type SvgChanges = components['schemas']['SvgChanges'];
export type TakenChoice = components['schemas']['TakenChoice'];
export type ThroughReply = components['schemas']['ThroughReply'];
export type TimeSplit = components['schemas']['TimeSplit'];
export type TraceEntry = components['schemas']['TraceEntry'];
export type TraceReply = components['schemas']['TraceReply'];
export type UncoveredBranch = components['schemas']['UncoveredBranch'];
export type Use = components['schemas']['Use'];
export type ValidateReply = components['schemas']['ValidateReply'];
export type VersionLine = components['schemas']['VersionLine'];
export type VersionRun = components['schemas']['VersionRun'];
export type VersionsReply = components['schemas']['VersionsReply'];
export type WaitingDecision = components['schemas']['WaitingDecision'];

/** What each route answers. */
export interface Answers {
  'POST /api/validate': ValidateReply;
  'POST /api/playground/create': PlaygroundReply;
  'POST /api/render': RenderAnswer;
  'POST /api/edit': EditReply;
  'POST /api/rename': EditReply;
  'POST /api/format': EditReply;
  'POST /api/fix': FixReply;
  'POST /api/diff': DiffReply;
  'POST /api/run': RunReply;
  'POST /api/reach': ReachReply;
  'POST /api/export/{form}': Blob;
  'POST /api/analyze': AnalyzeReply;
  'POST /api/simulate': SimulateReply;
  'GET /api/simulate/{job}': SimulateReply;
  'DELETE /api/simulate/{job}': null;
  'GET /api/schema/companion.json': CompanionSchemaReply;
  'POST /api/companion': CompanionReply;
  'POST /api/convert': ConvertReply;
  'GET /api/schema': GraphSchemaReply;
  'POST /api/scenarios': ScenariosReply;
  'POST /api/scenarios/propose': ProposedReply;
  'POST /api/scenarios/through': ThroughReply;
  'POST /api/behaviour': BehaviourReply;
  'POST /api/assist': AssistReply;
  'POST /api/documents': CreatedReply;
  'GET /api/documents/{key}': DocumentReply;
  'PUT /api/documents/{key}': SavedReply;
  'DELETE /api/documents/{key}': null;
  'POST /api/documents/{key}/undelete': SavedReply;
  'POST /api/documents/{key}/pins': PinReply;
  'DELETE /api/documents/{key}/pins/{number}': null;
  'POST /api/documents/{key}/runs': KeptRunReply;
  'GET /api/documents/{key}/runs': KeptRunsReply;
  'DELETE /api/documents/{key}/runs/{run}': null;
  'GET /api/documents/{key}/runs/{run}': RunTextReply;
  'GET /api/documents/{key}/versions': VersionsReply;
  'GET /api/documents/{key}/history': HistoryReply;
  'GET /api/documents/{key}/versions/{number}': DocumentReply;
  'PUT /api/documents/{key}/versions/{number}/name': NamedReply;
  'POST /api/documents/{key}/restore': DocumentReply;
  'GET /api/documents/{key}/links': LinksReply;
  'POST /api/documents/{key}/links': LinkReply;
  'PUT /api/documents/{key}/links/{link}': LinkReply;
  'DELETE /api/documents/{key}/links/{link}': null;
  'POST /api/documents/{key}/links/{link}/replace': LinkReply;
  'GET /api/documents/{key}/sharing': SharingReply;
  'PUT /api/documents/{key}/sharing': SharingReply;
  'GET /api/documents/{key}/steps': StepsReply;
  'POST /api/documents/{key}/steps': StepsStored;
  'POST /api/documents/{key}/presence': null;
  'POST /api/documents/{key}/presenter': PresenterReply;
  'GET /api/samples': SamplesReply;
}
