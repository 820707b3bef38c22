/**
 * Every event of the page, with its payload. Features import the types, never each other.
 *
 * @typedef {'node'|'edge'|'lane'|'loop'} Kind
 * @typedef {{ kind: Kind, id: string }} Ref               a part of the diagram
 * @typedef {{ start: number, end: number, line: number, column: number, end_line: number, end_column: number }} Range
 *          lines and UTF-16 columns from 1, as the server sends them
 * @typedef {{ id: string, label: string, range: Range }} LaneInfo
 * @typedef {{ id: string, lane: string, shape: Shape, label: string, text: string, owner: string, description: string,
 *   system: string, range: Range }} NodeInfo
 * @typedef {{ id: string, source: string, target: string, source_side: Side, target_side: Side, label: string, range:
 *   Range }} EdgeInfo
 * @typedef {{ id: string, condition: string, nodes: string[], range: Range }} LoopInfo
 * @typedef {'circle'|'rectangle'|'diamond'|'taskbox'} Shape
 * @typedef {'left'|'right'|'top'|'bottom'} Side
 * @typedef {{ lanes: LaneInfo[], nodes: NodeInfo[], edges: EdgeInfo[], loops: LoopInfo[] }} DiagramInfo
 * @typedef {{ x: number, y: number, width: number, height: number }} Box
 * @typedef {{ version: 1, width: number, height: number, lanes: (Box & {id: string, label: string})[],
 *   nodes: (Box & {id: string, lane: string, shape: Shape, label: string, column: number, row: number})[],
 *   edges: {id: string, source: string, target: string, source_side: Side, target_side: Side, label: string, points:
 *   [number, number][], pieces?: [number, number][][], label_box: Box|null}[],
 *   loops?: {id: string, condition: string, nodes: string[], badge: Box}[], rows?: number, direction?: 'down' }}
 *   Geometry
 *          `rows`: folded, `lanes` has the bands of every row in turn; `column` (along the time) and `row` (in the
 *          lane) as offsets of hints count
 * @typedef {{ title: string, safe: boolean, edits: object[] }} Fix
 * @typedef {{ code: string, severity: 'error'|'warning'|'hint', message: string, fix: Fix|null, fixes?: Fix[] } &
 *   Range} Problem
 * @typedef {{ svg: string, geometry: Geometry, diagram: DiagramInfo, diagnostics: Problem[], refined?: boolean, plan?:
 *   string, companion?: Record<string, any> }} Picture
 * @typedef {{ diagram: DiagramInfo, companion: Record<string, any> }} Snapshot the diagram, and what is beside it
 * @typedef {{ selectCreated?: boolean, renameCreated?: boolean }} EditWishes what to do with what an edit creates; not
 *   done where the person has moved the focus or selected something since
 * @typedef {{ done: boolean, created: Ref[], refusal: string }} EditOutcome `refusal`: why it was not done, '' where it
 *   was or where nothing was asked for
 * @typedef {(operations: object[], wishes?: EditWishes) => Promise<EditOutcome>} Edit asks for a change of the text
 *   (operations of POST /api/edit), one undo step; fulfilled after picture.changed, never rejected
 * @typedef {'saved'|'unsaved'|'saving'|'offline'|'refused'|'conflict'|'ended'|'new'|'sample'} SaveState
 *
 * @typedef {{
 *   'picture.changed': { picture: Picture, reason: 'load'|'text'|'edit' },
 *   'picture.stale': { stale: boolean, message: string },
 *   'problems.changed': { diagnostics: Problem[] },
 *   'selection.changed': { selection: Ref[], origin: string },
 *   'foresight.requested': { operations: object[], answer: (geometry: Geometry|null) => void },
 *   'layout.requested': { change: import('./layout-hints.js').Change },
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
 *   'run.changed': { active: boolean, step: number, status: 'waiting'|'complete'|'limit'|'none' },
 *   'toast.requested': { message: string, quiet?: boolean, action?: { label: string, run: () => void } },
 *   'viewport.changed': { scale: number },
 * }} EventMap
 *
 * - `picture.changed`: a new good picture stands in state.picture
 * - `picture.stale`: the text is newer than the picture (broken or waiting); message is '' when it is not
 * - `problems.changed`: findings of the text as it is now
 * - `foresight.requested`: asks for the geometry that operations would lead to, without doing them; null where they
 *   cannot be done
 * - `layout.requested`: asks for a change of what the companion says about the layout, one undo step too
 * - `edit.refused`: a change of the text or of the layout was refused: fields show again what the diagram has
 * - `diagram.changed`: what a gesture, a form, a quick fix, undo or redo made of the diagram; not for what is typed
 * - `speech.requested`: words for screen readers only
 * - `toast.requested`: `quiet` where the same is told to screen readers already
 * - `reveal.requested`: scroll to a part, in code and on the canvas
 * - `echo.changed`: a part is pointed at elsewhere (a link in the inspector), so it lights up on the canvas; null when
 *   no longer
 * - `run.awaited`: a run was asked for and waits for edits under way and their picture, or no longer
 * - `viewport.changed`: pan, zoom, or a new picture: what is placed over the drawing moves
 *
 * @typedef {'undo'|'redo'|'run'|'end-run'|'share'|'export'|'fit'|'fit-selection'|'zoom-in'|'zoom-out'|'zoom-100'|
 *   'rename-title'|'toggle-code'|'toggle-inspector'|'find'|'format'|'fix-all'|'renumber'|'tidy'|'layout'|'go-to'|
 *   'keyboard'|'copy-document'|'next-problem'|'delete-selection'|'close-gap'|'connect'|'add-lane'|
 *   'extract-lane'} ActionName
 */
export {};
