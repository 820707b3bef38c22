/**
 * Every event of the page, with its payload. Features import the types, never each other.
 *
 * @typedef {'node'|'edge'|'lane'|'loop'} Kind
 * @typedef {{ kind: Kind, id: string }} Ref               a part of the diagram
 * @typedef {import('../api/types').Range} Range          lines and UTF-16 columns from 1, as the server sends them
 * @typedef {import('../api/types').LaneFacts} LaneInfo
 * @typedef {import('../api/types').NodeFacts} NodeInfo
 * @typedef {import('../api/types').EdgeFacts} EdgeInfo
 * @typedef {import('../api/types').LoopFacts} LoopInfo
 * @typedef {{ lane: LaneInfo, node: NodeInfo, edge: EdgeInfo, loop: LoopInfo }} Facts of a part, by its kind
 * @typedef {NodeInfo['shape']} Shape
 * @typedef {EdgeInfo['source_side']} Side
 * @typedef {import('../api/types').DiagramFacts} DiagramInfo
 * @typedef {import('../api/types').CompanionObject} Companion what stands beside the text
 * @typedef {import('../api/types').Box} Box
 * @typedef {import('../api/types').Geometry} Geometry     `rows`: folded, `lanes` has the bands of every row in turn;
 *   `column` (along the time) and `row` (in the lane) of a node as offsets of hints count
 * @typedef {import('../api/types').Fix} Fix
 * @typedef {import('../api/types').Finding} Problem
 * @typedef {{ svg: string, geometry: Geometry, diagram: DiagramInfo, diagnostics: Problem[], refined?: boolean,
 *   plan?: string, companion?: Companion }} Picture
 * @typedef {{ diagram: DiagramInfo, companion: Companion }} Snapshot the diagram, and what is beside it
 * @typedef {{ selectCreated?: boolean, renameCreated?: boolean }} EditOptions what to do with what an edit creates; not
 *   done where the person has moved the focus or selected something since
 * @typedef {{ done: boolean, created: Ref[], refusal: string }} EditOutcome `refusal`: why it was not done, '' where it
 *   was or where nothing was asked for
 * @typedef {(operations: object[], options?: EditOptions) => Promise<EditOutcome>} Edit asks for a change of the text
 *   (operations of POST /api/edit), one undo step; fulfilled after picture.changed, never rejected
 * @typedef {{ person: string, name: string, colour: number, edits: boolean, selection: string[], cursor: number[]|null,
 *   follows: string, gone: boolean }} Who somebody who has the diagram open: what they have selected, where their
 *   cursor is, and the presenter that they follow
 * @typedef {Box & { scale: number, drawing: number[], node: string }} Place what a presenter sees of the drawing, its
 *   size, and the node in the middle
 * @typedef {{ presenter: string, name: string, colour?: number, edits?: boolean, run?: string, place?: Place|null,
 *   version?: number, followers: number, ended?: 'gone'|'silent' }} Shown what a presenter lets others follow; ended
 *   where `presenter` is ''
 * @typedef {'saved'|'unsaved'|'saving'|'offline'|'refused'|'conflict'|'ended'|'new'|'sample'} SaveState
 *
 * @typedef {{
 *   'picture.changed': { picture: Picture, reason: 'load'|'text'|'edit' },
 *   'picture.stale': { stale: boolean, message: string },
 *   'problems.changed': { diagnostics: Problem[] },
 *   'selection.changed': { selection: Ref[], origin: string },
 *   'preview.requested': { operations: object[], answer: (geometry: Geometry|null) => void },
 *   'layout.requested': { change: import('./layout-hints.js').Change },
 *   'caption.requested': { id: string, caption: string },
 *   'edit.refused': { message: string },
 *   'reveal.requested': { ref: Ref, origin: string },
 *   'echo.changed': { ref: Ref|null },
 *   'diagram.changed': { before: Snapshot, after: Snapshot, how: 'edit'|'undo'|'redo' },
 *   'speech.requested': { message: string },
 *   'history.changed': { undo: boolean, redo: boolean },
 *   'save.changed': { state: SaveState, message: string },
 *   'title.changed': { title: string, description: string },
 *   'action.requested': { name: ActionName },
 *   'run.awaited': { waiting: boolean },
 *   'presence.told': { who: Who },
 *   'follow.told': { shown: Shown },
 *   'bell.opened': {},
 *   'run.changed': { active: boolean },
 *   'run.moved': { step: number, status: 'waiting'|'complete'|'limit'|'none' },
 *   'import.requested': { text: string },
 *   'toast.requested': { message: string, quiet?: boolean, action?: { label: string, run: () => void } },
 *   'viewport.changed': { scale: number },
 * }} EventMap
 *
 * - `picture.changed`: a new good picture stands in state.picture
 * - `picture.stale`: the text is newer than the picture (broken or waiting); message is '' when it is not
 * - `problems.changed`: findings of the text as it is now
 * - `preview.requested`: asks for the geometry that operations would lead to, without doing them; null where they
 *   cannot be done
 * - `layout.requested`: asks for a change of what the companion says about the layout, one undo step too
 * - `caption.requested`: asks for another caption of a node, one undo step; '' removes it
 * - `edit.refused`: a change of the text or of the layout was refused: fields show again what the diagram has
 * - `diagram.changed`: what a gesture, a form, a quick fix, undo or redo made of the diagram; not for what is typed
 * - `speech.requested`: a sentence for screen readers only
 * - `toast.requested`: `quiet` where the same is told to screen readers already
 * - `reveal.requested`: scroll to a part, in code and on the canvas
 * - `echo.changed`: a part is pointed at elsewhere (a link in the inspector), so it lights up on the canvas; null when
 *   no longer
 * - `run.awaited`: a run was asked for and waits for edits under way and their picture, or no longer
 * - `viewport.changed`: pan, zoom, or a new picture: what is placed over the drawing moves
 *
 * @typedef {'undo'|'redo'|'run'|'end-run'|'share'|'export'|'fit'|'fit-selection'|'zoom-in'|'zoom-out'|'zoom-100'|
 *   'history'|'rename-title'|
 *   'toggle-code'|'toggle-inspector'|'find'|'format'|'fix-all'|'renumber'|'tidy'|'layout'|'go-to'|
 *   'keyboard'|'breakpoint'|'run-to-here'|'get-there'|
 *   'copy-document'|'next-problem'|'delete-selection'|'close-gap'|'connect'|'add-lane'|
 *   'extract-lane'|'run-options'|'many-runs'|'let-follow'|'import'} ActionName
 */
export {};
