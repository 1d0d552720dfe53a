import { LitElement, html, css } from 'lit';
import { JsonRpc } from 'jsonrpc';

const REFRESH_MILLIS = 2000;

/** The exporter's page: groups as they are now, what is on, what is missing, and why a process is where it is. */
export class QwcDarwinExporter extends LitElement {

    jsonRpc = new JsonRpc(this);

    static styles = css`
        :host { display: block; padding: 1rem; overflow: auto; height: 100%; box-sizing: border-box; }
        table { border-collapse: collapse; width: 100%; }
        th, td { text-align: left; padding: .2rem .6rem; border-bottom: 1px solid var(--lumo-contrast-10pct); }
        .number { text-align: right; font-variant-numeric: tabular-nums; }
        dt { font-weight: 600; float: left; clear: left; margin-right: .5rem; }
        dd { margin: 0; }
        .default { color: var(--lumo-secondary-text-color); }
        .problem { color: var(--lumo-error-text-color); }
    `;

    static properties = {
        _status: { state: true },
        _explanation: { state: true },
        _problem: { state: true }
    };

    connectedCallback() {
        super.connectedCallback();
        this._refresh();
        this._timer = setInterval(() => this._refresh(), REFRESH_MILLIS);
    }

    disconnectedCallback() {
        clearInterval(this._timer);
        super.disconnectedCallback();
    }

    _refresh() {
        this.jsonRpc.status().then(response => {
            this._status = response.result;
            this._problem = undefined;
        }).catch(response => this._fail(response));
    }

    _explain(event) {
        event.preventDefault();
        const pid = parseInt(new FormData(event.target).get('pid'));
        this.jsonRpc.explain({ pid: pid }).then(response => {
            this._explanation = response.result;
        }).catch(response => this._fail(response));
    }

    /** What is shown stays, with a line that says that it is old. */
    _fail(response) {
        this._problem = response?.error?.message ?? 'The application does not answer.';
    }

    render() {
        if (!this._status) {
            return html`${this._renderProblem()}<p>Collecting…</p>`;
        }
        const status = this._status;
        return html`
            ${this._renderProblem()}
            <p>darwin-exporter ${status.version}, ${status.system}</p>
            <dl>${status.facts.map(fact => html`<dt>${fact.name}</dt><dd>${fact.value}</dd>`)}</dl>
            ${this._renderMissing(status.missing)}
            <form @submit=${this._explain}>
                <label>Why is a process in its group? <input name="pid" type="number" min="1" placeholder="pid" required></label>
                <button>Explain</button>
            </form>
            ${this._renderExplanation()}
            ${this._renderConfiguration(status.configuration)}
            <h4>Groups: ${status.groups.length}</h4>
            <table>
                <thead>
                    <tr>
                        <th>Group</th><th>User</th><th class="number">Processes</th><th class="number">CPU %</th>
                        <th class="number">CPU s</th><th class="number">Resident MiB</th>
                        <th class="number">Descriptors</th><th class="number">Threads</th>
                    </tr>
                </thead>
                <tbody>${status.groups.map(group => this._renderGroup(group))}</tbody>
            </table>`;
    }

    _renderProblem() {
        return this._problem ? html`<p class="problem">${this._problem}</p>` : '';
    }

    _renderMissing(missing) {
        const entries = missing.length === 0 ? ['Nothing.'] : missing;
        return html`
            <h4>Missing here</h4>
            <ul id="missing">${entries.map(entry => html`<li>${entry}</li>`)}</ul>`;
    }

    _renderConfiguration(entries) {
        return html`
            <details>
                <summary>Configuration in force</summary>
                <table id="configuration">
                    <tbody>${entries.map(entry => html`
                        <tr class="${entry.source ? 'set' : 'default'}">
                            <td>${entry.property}</td><td>${entry.value}</td><td>${entry.source ?? 'default'}</td>
                        </tr>`)}</tbody>
                </table>
            </details>`;
    }

    _renderExplanation() {
        const found = this._explanation;
        return !found ? '' : html`
            <p id="explanation">${found.pid}${found.name ? `, ${found.name} of ${found.user}` : ''}:
                ${found.group ? html`in group <b>${found.group}</b>,` : ''} ${found.why}</p>
            ${found.text ? html`<pre>${found.text}</pre>` : ''}`;
    }

    _renderGroup(group) {
        return html`
            <tr>
                <td class="group">${group.group}</td><td>${group.user}</td><td class="number">${group.processes}</td>
                ${this._renderNumber(group.cpuRatio, ratio => (ratio * 100).toFixed(2))}
                ${this._renderNumber(group.cpuUserSeconds + group.cpuSystemSeconds, seconds => seconds.toFixed(2))}
                ${this._renderNumber(group.residentBytes, bytes => (bytes / 1048576).toFixed(1))}
                ${this._renderNumber(group.openDescriptors, count => count)}
                ${this._renderNumber(group.threads, count => count)}
            </tr>`;
    }

    /** What is not known is not 0. */
    _renderNumber(value, format) {
        return html`<td class="number">${value === undefined || Number.isNaN(value) ? '–' : format(value)}</td>`;
    }
}

customElements.define('qwc-darwin-exporter', QwcDarwinExporter);
