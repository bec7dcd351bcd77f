/*! LLM Agents, Apache-2.0. Contains Lit, Copyright Google LLC, BSD-3-Clause: https://github.com/lit/lit/blob/main/LICENSE */
var e=globalThis,t=e.ShadowRoot&&(e.ShadyCSS===void 0||e.ShadyCSS.nativeShadow)&&`adoptedStyleSheets`in Document.prototype&&`replace`in CSSStyleSheet.prototype,n=Symbol(),r=/* @__PURE__ */ new WeakMap,i=class{constructor(e,t,r){if(this._$cssResult$=!0,r!==n)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,n=this.t;if(t&&e===void 0){let t=n!==void 0&&n.length===1;t&&(e=r.get(n)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),t&&r.set(n,e))}return e}toString(){return this.cssText}},a=e=>new i(typeof e==`string`?e:e+``,void 0,n),o=(e,...t)=>new i(e.length===1?e[0]:t.reduce((t,n,r)=>t+(e=>{if(!0===e._$cssResult$)return e.cssText;if(typeof e==`number`)return e;throw Error(`Value passed to 'css' function must be a 'css' function result: `+e+`. Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.`)})(n)+e[r+1],e[0]),e,n),s=(n,r)=>{if(t)n.adoptedStyleSheets=r.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(let t of r){let r=document.createElement(`style`),i=e.litNonce;i!==void 0&&r.setAttribute(`nonce`,i),r.textContent=t.cssText,n.appendChild(r)}},c=t?e=>e:e=>e instanceof CSSStyleSheet?(e=>{let t=``;for(let n of e.cssRules)t+=n.cssText;return a(t)})(e):e,{is:l,defineProperty:u,getOwnPropertyDescriptor:d,getOwnPropertyNames:f,getOwnPropertySymbols:p,getPrototypeOf:m}=Object,ee=globalThis,te=ee.trustedTypes,ne=te?te.emptyScript:``,re=ee.reactiveElementPolyfillSupport,h=(e,t)=>e,ie={toAttribute(e,t){switch(t){case Boolean:e=e?ne:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let n=e;switch(t){case Boolean:n=e!==null;break;case Number:n=e===null?null:Number(e);break;case Object:case Array:try{n=JSON.parse(e)}catch{n=null}}return n}},ae=(e,t)=>!l(e,t),oe={attribute:!0,type:String,converter:ie,reflect:!1,useDefault:!1,hasChanged:ae};Symbol.metadata??=Symbol(`metadata`),ee.litPropertyMetadata??=/* @__PURE__ */ new WeakMap;var g=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=oe){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let n=Symbol(),r=this.getPropertyDescriptor(e,n,t);r!==void 0&&u(this.prototype,e,r)}}static getPropertyDescriptor(e,t,n){let{get:r,set:i}=d(this.prototype,e)??{get(){return this[t]},set(e){this[t]=e}};return{get:r,set(t){let a=r?.call(this);i?.call(this,t),this.requestUpdate(e,a,n)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??oe}static _$Ei(){if(this.hasOwnProperty(h(`elementProperties`)))return;let e=m(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(h(`finalized`)))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(h(`properties`))){let e=this.properties,t=[...f(e),...p(e)];for(let n of t)this.createProperty(n,e[n])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[e,n]of t)this.elementProperties.set(e,n)}this._$Eh=/* @__PURE__ */ new Map;for(let[e,t]of this.elementProperties){let n=this._$Eu(e,t);n!==void 0&&this._$Eh.set(n,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let n=new Set(e.flat(1/0).reverse());for(let e of n)t.unshift(c(e))}else e!==void 0&&t.push(c(e));return t}static _$Eu(e,t){let n=t.attribute;return!1===n?void 0:typeof n==`string`?n:typeof e==`string`?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=/* @__PURE__ */ new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=/* @__PURE__ */ new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=/* @__PURE__ */ new Map,t=this.constructor.elementProperties;for(let n of t.keys())this.hasOwnProperty(n)&&(e.set(n,this[n]),delete this[n]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return s(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,n){this._$AK(e,n)}_$ET(e,t){let n=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,n);if(r!==void 0&&!0===n.reflect){let i=(n.converter?.toAttribute===void 0?ie:n.converter).toAttribute(t,n.type);this._$Em=e,i==null?this.removeAttribute(r):this.setAttribute(r,i),this._$Em=null}}_$AK(e,t){let n=this.constructor,r=n._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let e=n.getPropertyOptions(r),i=typeof e.converter==`function`?{fromAttribute:e.converter}:e.converter?.fromAttribute===void 0?ie:e.converter;this._$Em=r;let a=i.fromAttribute(t,e.type);this[r]=a??this._$Ej?.get(r)??a,this._$Em=null}}requestUpdate(e,t,n,r=!1,i){if(e!==void 0){let a=this.constructor;if(!1===r&&(i=this[e]),n??=a.getPropertyOptions(e),!((n.hasChanged??ae)(i,t)||n.useDefault&&n.reflect&&i===this._$Ej?.get(e)&&!this.hasAttribute(a._$Eu(e,n))))return;this.C(e,t,n)}!1===this.isUpdatePending&&(this._$ES=this._$EP())}C(e,t,{useDefault:n,reflect:r,wrapped:i},a){n&&!(this._$Ej??=/* @__PURE__ */ new Map).has(e)&&(this._$Ej.set(e,a??t??this[e]),!0!==i||a!==void 0)||(this._$AL.has(e)||(this.hasUpdated||n||(t=void 0),this._$AL.set(e,t)),!0===r&&this._$Em!==e&&(this._$Eq??=/* @__PURE__ */ new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[e,t]of this._$Ep)this[e]=t;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[t,n]of e){let{wrapped:e}=n,r=this[t];!0!==e||this._$AL.has(t)||r===void 0||this.C(t,void 0,n,r)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(t)):this._$EM()}catch(t){throw e=!1,this._$EM(),t}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=/* @__PURE__ */ new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(e){}firstUpdated(e){}};g.elementStyles=[],g.shadowRootOptions={mode:`open`},g[h(`elementProperties`)]=/* @__PURE__ */ new Map,g[h(`finalized`)]=/* @__PURE__ */ new Map,re?.({ReactiveElement:g}),(ee.reactiveElementVersions??=[]).push(`2.1.2`);var se=globalThis,ce=e=>e,le=se.trustedTypes,ue=le?le.createPolicy(`lit-html`,{createHTML:e=>e}):void 0,de=`$lit$`,_=`lit$${Math.random().toFixed(9).slice(2)}$`,fe=`?`+_,pe=`<${fe}>`,v=document,y=()=>v.createComment(``),me=e=>e===null||typeof e!=`object`&&typeof e!=`function`,he=Array.isArray,ge=e=>he(e)||typeof e?.[Symbol.iterator]==`function`,_e=`[ 	
\f\r]`,b=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,ve=/-->/g,ye=/>/g,x=RegExp(`>|${_e}(?:([^\\s"'>=/]+)(${_e}*=${_e}*(?:[^ \t\n\f\r"'\`<>=]|("|')|))|$)`,`g`),be=/'/g,xe=/"/g,Se=/^(?:script|style|textarea|title)$/i,Ce=e=>(t,...n)=>({_$litType$:e,strings:t,values:n}),S=Ce(1),C=Ce(2),w=Symbol.for(`lit-noChange`),T=Symbol.for(`lit-nothing`),we=/* @__PURE__ */ new WeakMap,E=v.createTreeWalker(v,129);function Te(e,t){if(!he(e)||!e.hasOwnProperty(`raw`))throw Error(`invalid template strings array`);return ue===void 0?t:ue.createHTML(t)}var Ee=(e,t)=>{let n=e.length-1,r=[],i,a=t===2?`<svg>`:t===3?`<math>`:``,o=b;for(let t=0;t<n;t++){let n=e[t],s,c,l=-1,u=0;for(;u<n.length&&(o.lastIndex=u,c=o.exec(n),c!==null);)u=o.lastIndex,o===b?c[1]===`!--`?o=ve:c[1]===void 0?c[2]===void 0?c[3]!==void 0&&(o=x):(Se.test(c[2])&&(i=RegExp(`</`+c[2],`g`)),o=x):o=ye:o===x?c[0]===`>`?(o=i??b,l=-1):c[1]===void 0?l=-2:(l=o.lastIndex-c[2].length,s=c[1],o=c[3]===void 0?x:c[3]===`"`?xe:be):o===xe||o===be?o=x:o===ve||o===ye?o=b:(o=x,i=void 0);let d=o===x&&e[t+1].startsWith(`/>`)?` `:``;a+=o===b?n+pe:l>=0?(r.push(s),n.slice(0,l)+de+n.slice(l)+_+d):n+_+(l===-2?t:d)}return[Te(e,a+(e[n]||`<?>`)+(t===2?`</svg>`:t===3?`</math>`:``)),r]},De=class e{constructor({strings:t,_$litType$:n},r){let i;this.parts=[];let a=0,o=0,s=t.length-1,c=this.parts,[l,u]=Ee(t,n);if(this.el=e.createElement(l,r),E.currentNode=this.el.content,n===2||n===3){let e=this.el.content.firstChild;e.replaceWith(...e.childNodes)}for(;(i=E.nextNode())!==null&&c.length<s;){if(i.nodeType===1){if(i.hasAttributes())for(let e of i.getAttributeNames())if(e.endsWith(de)){let t=u[o++],n=i.getAttribute(e).split(_),r=/([.?@])?(.*)/.exec(t);c.push({type:1,index:a,name:r[2],strings:n,ctor:r[1]===`.`?Ae:r[1]===`?`?je:r[1]===`@`?Me:O}),i.removeAttribute(e)}else e.startsWith(_)&&(c.push({type:6,index:a}),i.removeAttribute(e));if(Se.test(i.tagName)){let e=i.textContent.split(_),t=e.length-1;if(t>0){i.textContent=le?le.emptyScript:``;for(let n=0;n<t;n++)i.append(e[n],y()),E.nextNode(),c.push({type:2,index:++a});i.append(e[t],y())}}}else if(i.nodeType===8){if(i.data===fe)c.push({type:2,index:a});else{let e=-1;for(;(e=i.data.indexOf(_,e+1))!==-1;)c.push({type:7,index:a}),e+=_.length-1}}a++}}static createElement(e,t){let n=v.createElement(`template`);return n.innerHTML=e,n}};function D(e,t,n=e,r){if(t===w)return t;let i=r===void 0?n._$Cl:n._$Co?.[r],a=me(t)?void 0:t._$litDirective$;return i?.constructor!==a&&(i?._$AO?.(!1),a===void 0?i=void 0:(i=new a(e),i._$AT(e,n,r)),r===void 0?n._$Cl=i:(n._$Co??=[])[r]=i),i!==void 0&&(t=D(e,i._$AS(e,t.values),i,r)),t}var Oe=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:n}=this._$AD,r=(e?.creationScope??v).importNode(t,!0);E.currentNode=r;let i=E.nextNode(),a=0,o=0,s=n[0];for(;s!==void 0;){if(a===s.index){let t;s.type===2?t=new ke(i,i.nextSibling,this,e):s.type===1?t=new s.ctor(i,s.name,s.strings,this,e):s.type===6&&(t=new Ne(i,this,e)),this._$AV.push(t),s=n[++o]}a!==s?.index&&(i=E.nextNode(),a++)}return E.currentNode=v,r}p(e){let t=0;for(let n of this._$AV)n!==void 0&&(n.strings===void 0?n._$AI(e[t]):(n._$AI(e,n,t),t+=n.strings.length-2)),t++}},ke=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,n,r){this.type=2,this._$AH=T,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=n,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=D(this,e,t),me(e)?e===T||e==null||e===``?(this._$AH!==T&&this._$AR(),this._$AH=T):e!==this._$AH&&e!==w&&this._(e):e._$litType$===void 0?e.nodeType===void 0?ge(e)?this.k(e):this._(e):this.T(e):this.$(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==T&&me(this._$AH)?this._$AA.nextSibling.data=e:this.T(v.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:n}=e,r=typeof n==`number`?this._$AC(e):(n.el===void 0&&(n.el=De.createElement(Te(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===r)this._$AH.p(t);else{let e=new Oe(r,this),n=e.u(this.options);e.p(t),this.T(n),this._$AH=e}}_$AC(e){let t=we.get(e.strings);return t===void 0&&we.set(e.strings,t=new De(e)),t}k(t){he(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let a of t)i===n.length?n.push(r=new e(this.O(y()),this.O(y()),this,this.options)):r=n[i],r._$AI(a),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let t=ce(e).nextSibling;ce(e).remove(),e=t}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},O=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,n,r,i){this.type=1,this._$AH=T,this._$AN=void 0,this.element=e,this.name=t,this._$AM=r,this.options=i,n.length>2||n[0]!==``||n[1]!==``?(this._$AH=Array(n.length-1).fill(/* @__PURE__ */ new String),this.strings=n):this._$AH=T}_$AI(e,t=this,n,r){let i=this.strings,a=!1;if(i===void 0)e=D(this,e,t,0),a=!me(e)||e!==this._$AH&&e!==w,a&&(this._$AH=e);else{let r=e,o,s;for(e=i[0],o=0;o<i.length-1;o++)s=D(this,r[n+o],t,o),s===w&&(s=this._$AH[o]),a||=!me(s)||s!==this._$AH[o],s===T?e=T:e!==T&&(e+=(s??``)+i[o+1]),this._$AH[o]=s}a&&!r&&this.j(e)}j(e){e===T?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??``)}},Ae=class extends O{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===T?void 0:e}},je=class extends O{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==T)}},Me=class extends O{constructor(e,t,n,r,i){super(e,t,n,r,i),this.type=5}_$AI(e,t=this){if((e=D(this,e,t,0)??T)===w)return;let n=this._$AH,r=e===T&&n!==T||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,i=e!==T&&(n===T||r);r&&this.element.removeEventListener(this.name,this,n),i&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH==`function`?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},Ne=class{constructor(e,t,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){D(this,e)}},Pe={M:de,P:_,A:fe,C:1,L:Ee,R:Oe,D:ge,V:D,I:ke,H:O,N:je,U:Me,B:Ae,F:Ne},Fe=se.litHtmlPolyfillSupport;Fe?.(De,ke),(se.litHtmlVersions??=[]).push(`3.3.3`);var Ie=(e,t,n)=>{let r=n?.renderBefore??t,i=r._$litPart$;if(i===void 0){let e=n?.renderBefore??null;r._$litPart$=i=new ke(t.insertBefore(y(),e),e,void 0,n??{})}return i._$AI(e),i},Le=globalThis,k=class extends g{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=Ie(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return w}};k._$litElement$=!0,k.finalized=!0,Le.litElementHydrateSupport?.({LitElement:k});var Re=Le.litElementPolyfillSupport;Re?.({LitElement:k}),(Le.litElementVersions??=[]).push(`4.2.2`);var ze={en:/* @__PURE__ */ JSON.parse(`{"card":{"name":"LLM Agents","description":"Talk to your home, see what was done and checked, ask why, and take it back.","title":"Talk to your home"},"config":{"agent":"Agent","agent_help":"The agent that this card talks to.","title":"Title","title_help":"Empty shows the usual title.","history":"Turns shown","history_help":"How many earlier turns the card loads.","height":"Height in pixels","height_help":"Height of the conversation. Empty lets the dashboard decide.","approvals":"Questions that wait","approvals_help":"Show what waits for your yes, with buttons to answer it.","suggestions":"Suggestions","suggestions_help":"Show what was noticed and could be an automation, with buttons to accept it.","agents":"Agents","agents_help":"Show each agent with its autonomy, its last decision and its figures.","memory":"What is remembered","memory_help":"Show what is remembered, to correct or to forget it.","past_hours":"Hours before now","past_hours_help":"How much of what was measured is shown.","hours":"Hours from now on","hours_help":"How much of the plan is shown.","what_if":"What-if questions","what_if_help":"Show a field for questions such as “what if I heat to 22 degrees?”","as_table":"As a table","as_table_help":"Begin with the table in the place of the picture."},"error":{"suggestion_gone":"This suggestion was answered already.","config_agent":"“{value}” is not the entity of an agent; it begins with “conversation.”","config_history":"“history” has to be a whole number from {min} to {max}.","config_height":"“height” has to be a number of pixels from {min} to {max}.","unknown_agent":"The agent “{agent}” does not exist. Choose another one in the settings of this card.","unavailable":"The agent is not available at the moment.","no_agent":"This agent does not exist any more. Choose another one in the settings of this card.","not_loaded":"LLM Agents is not ready yet. Try again in a moment, or look at the integration in the settings.","not_set_up":"LLM Agents is not set up. Add the integration in the settings, under devices and services.","load":"The earlier turns could not be loaded.","lost":"The connection was lost before the answer came. What was done appears here when it is back.","stopped":"You stopped waiting. What was done appears here when it is ready.","busy":"The agent is still busy with another sentence. Try again in a moment.","unauthorized":"You are not allowed to do that.","not_found":"That turn is no longer known.","timeout":"Home Assistant did not answer in time.","unknown":"That did not work. Try again.","said":"That did not work: {message}","config_sections":"At least one section of the card has to be shown.","config_hours":"“{name}” has to be a number of hours from {min} to {max}.","load_energy":"The plan could not be loaded.","load_overview":"Your agents could not be loaded.","closed":"This question is no longer open.","secret":"That looks like a password or a PIN. It is not kept.","too_long":"That is too long.","gone":"That is no longer remembered.","needs_admin":"Only an administrator can let an agent do more."},"state":{"loading":"Loading the conversation","disconnected":"No connection to Home Assistant. The card goes on when it is back.","thinking":"Working on it","retry":"Try again"},"composer":{"label":"What should happen?","placeholder":"Say what should happen","send":"Send","stop":"Stop waiting"},"log":{"label":"Conversation","earlier":"Show earlier turns","newest":"Newest"},"empty":{"title":"What can I do for you?","hint":"Say it in your own words, or begin with one of these.","examples":"Examples","turn_on":"Turn on {name}","set_temperature":"Set {name} to {value} degrees","which_lights":"Which lights are on?","which_windows":"Which windows are open?","lights_off":"Turn off all lights"},"turn":{"you":"You said","agent":"Answer","pressed_undo":"You pressed Undo","planned":"As planned","pressed":"You pressed a button","changes":"What was done","from":"from","to":"to","verified":"Checked","under_way":"On its way","unverified":"Not confirmed","more_changes":{"one":"Show {count} more","other":"Show {count} more"},"fewer_changes":"Show fewer","more_text":"Show all","less_text":"Show less","undo":"Undo","undo_label":"Undo: {words}","undone":"Taken back","why":"Why?","why_label":"Why? About: {words}","explaining":"Looking it up","yes":"Yes","yes_label":"Yes, to: {question}","no":"No","no_label":"No, to: {question}","choices":"Choose one","confirmed":"You said yes.","rejected":"You said no.","problems":"What did not work","call_failed":"Home Assistant refused “{action}”: {error}","by_agent":"By {agent}","parts":"Done together with: {agents}","parts_label":"Parts of: {words}","read":"Read: {sources}"},"status":{"under_way":"Under way","scheduled":"Planned","missed":"Missed","partial":"Partly done","asked":"Waiting for your answer","refused":"Not done","failed":"Did not work","not_understood":"Not understood"},"layer":{"local":"Understood locally","app":"Understood by the app’s model","other":"Understood by another model","local_time":"Understood locally in {time}","app_time":"Understood by the app’s model in {time}","other_time":"Understood by another model in {time}"},"problem":{"no_such_device":"There is no such device.","no_such_area":"There is no such room or floor.","not_in_area":"There is none of that kind there.","ambiguous":"It could be more than one.","cannot":"The device cannot do that.","out_of_range":"The value is out of range.","unavailable":"The device does not answer at the moment.","missing_value":"The value is missing.","not_allowed":"That is not allowed.","not_exposed":"The device is not shared with assistants.","failed":"Home Assistant reported an error.","not_verified":"It could not be confirmed.","no_timers":"There are no timers here.","nothing_to_undo":"There is nothing to take back.","cannot_undo":"That cannot be taken back.","changed_since":"It has been changed since.","other":"It could not be done.","not_now":"It was asked for later, but not for when.","standing":"For what happens again and again, make an automation.","cannot_tell":"Whether the condition holds cannot be told.","passed":"That time is over.","too_far":"That is too far away.","too_many":"Too much is planned already.","overruled":"Something else goes first.","overruled_by":"{agent} wants the opposite and goes first.","overruled_by_person":"A person wanted the opposite, and that goes first."},"color":{"white":"white","red":"red","orange":"orange","yellow":"yellow","green":"green","cyan":"cyan","blue":"blue","purple":"purple","pink":"pink"},"attribute":{"color":"Colour"},"overview":{"name":"LLM Agents: your agents","description":"See what waits for your yes, how your agents do, and what they remember.","title":"Your agents","loading":"Loading your agents"},"approval":{"title":"Waiting for your yes","none":"Nothing waits for you.","items":"What a yes does","item":"{name}: {action}","asked_by":"Asked by {name}","asked_by_you":"Asked by you","asked_by_voice":"Asked by voice","asked_by_automation":"Asked by an automation","asked_by_other":"Asked by somebody else","planned":"Nobody was there to answer.","left":"Open for {time}","until":"Open until {time}","pin":"PIN","pin_label":"PIN for: {question}","pin_hint":"4 to 12 digits","pin_wanted":"This needs your PIN.","outcome":"What came of it"},"agents":{"title":"Agents","none":"There is no agent that you may talk to.","autonomy":"Autonomy of {agent}","never":"No decision yet","decided":"Last: {status}, {time}","waiting":"Waiting for a yes: {count}","success":"Verified: {percent}","budget_day":"Today’s budget used: {percent}","budget_month":"This month’s budget used: {percent}","today":"Today","month":"This month","tokens":"{count} tokens","all":"All agents","models":"Models","model_ready":"Ready","model_away":"Does not answer","model_spent":"Budget used up","model_local":"runs at home","figures":"Tokens and cost"},"suggestion":{"title":"Suggestions","none":"Nothing to suggest at the moment.","accept":"Make the automation","accept_label":"Make the automation: {title}","dismiss":"No thanks","dismiss_label":"No thanks: {title}","show":"Show the automation","hide":"Hide the automation","made":"An automation now","edit":"Edit it","pasted_mark":"Its text waits among the repairs","of":"A habit of {name}","of_other":"A habit of somebody else","accepted":"Among your automations now: {text}","pasted":"Its text waits among the repairs, to be pasted: {text}","dismissed":"Never suggested again: {text}"},"memory":{"title":"Remembered","search":"Search what is remembered","none":"Nothing is remembered yet.","none_hint":"Say “remember that …” to begin.","not_found":"Nothing is remembered about “{words}”.","household":"The household","person":"You","words":"Said","answer":"Confirmed with a yes","repeated":"Noticed again and again","entered":"Entered","until":"Until {time}","about":"About {names}","name":"Name","preference":"Preference","correction":"Correction","habit":"Habit","correct":"Correct","correct_label":"Correct: {text}","forget":"Forget","forget_label":"Forget: {text}","forget_question":"Forget this for good?","keep":"Keep","right":"What is right?","save":"Save","cancel":"Cancel","forgotten":"Forgotten: {text}","corrected":"Corrected: {text}","more":"Show {count} more","fewer":"Show fewer"},"decided":{"done":"done","under_way":"under way","scheduled":"planned","missed":"missed","partial":"partly done","answered":"answered","asked":"waits for a yes","refused":"not done","failed":"did not work","not_understood":"not understood"},"role":{"orchestrator":"Orchestrator","comfort":"Comfort","lighting":"Lighting","security":"Security","energy":"Energy","care":"Care of devices","household":"Household","custom":"Agent"},"autonomy":{"observe":"Observes","suggest":"Suggests","ask":"Asks first","act":"Acts"},"source":{"device_name":"names of devices","state":"states of devices","calendar":"a calendar","todo":"a list","notification":"a notification","web":"web pages","camera":"camera images","memory":"memories","tool":"other integrations"},"action":{"turn_on":"turn on","turn_off":"turn off","toggle":"switch over","set":"set","adjust":"change","open":"open","close":"close","stop":"stop","lock":"lock","unlock":"unlock","arm":"arm","disarm":"disarm","play":"play","pause":"pause","next":"next","previous":"previous","mute":"mute","unmute":"unmute","start":"start","dock":"return to the dock","press":"press","activate":"activate","undo":"take back"},"energy":{"name":"LLM Agents: energy","description":"See the plan of your home’s energy, what it saves and why, and set a device by hand.","title":"Energy","loading":"Loading the plan","empty":"No energy asset yet","empty_hint":"Add your grid connection, a battery, solar panels, a car, heating or a machine at the integration, with “Add energy asset”. The plan appears here.","empty_link":"Open the integration","only_shows":"It only shows what it would do; it switches nothing.","asks_first":"It asks before it switches anything.","old":"This plan is of {time}. It may not fit any more.","price":"Price","per_kwh":"{price}/kWh","powers":"Power","load":"Home","sun":"Sun","grid":"Grid","bought":"From the grid","sold":"To the grid","outdoor":"Outdoors","home":"Home","now":"Now","time":"Time","look":"Look at a time","to_now":"Back to now","as_table":"As a table","table":"The plan as a table","assets":"Devices","unknown":"not known","nothing":"nothing planned","idle":"idle","takes":"takes {power}","gives":"gives {power}","until":"until {time}","by_hand":"Set by hand","mode_label":"What it does","for_label":"For","power_label":"Power in kW","set_title":"Set {name} by hand","set":"Set","set_label":"Set {name} by hand","automatic":"Back to automatic","automatic_label":"Back to automatic: {name}","now_set":"{name}: {mode}, for {time}","now_automatic":"{name} follows the plan again.","saves":"Saved by it: {today} today, {total} in all.","would_save":"It would have saved {today} today, {total} in all.","would_today":"Would have saved today","would_total":"Would have saved in all","saved_today":"Saved today","saved_total":"Saved in all","since":"since {time}","cost":"Cost, next {hours}","without":"{amount} with nothing planned","what_if":"What if …?","what_if_hint":"What if I heat to 22 degrees?","what_if_ask":"Ask","errors":"How good the forecasts were","unmet_title":"What cannot be met","mode":{"self_consume":"Uses its own power","hold":"Keeps its charge","hold_charge":"Lets the sun go to the grid","charge":"Charges","export":"Feeds the grid","off":"Off","on":"On","solar":"Takes surplus sun only"},"vehicle_mode":{"off":"Waits","on":"Charges","solar":"Charges from surplus sun only"},"heating_mode":{"off":"Rests","on":"Heats","keeps":"Holds its temperature","solar":"Heats with surplus sun only"},"status":{"degraded":"Something is missing for a good plan. It goes on with what is known.","no_plan":"There is no plan at the moment. Every device does what it does by itself.","learning":"It still gets to know your home. The plan becomes better in the next two weeks."},"unmet":{"charge":"{name} lacks {amount} at {time}.","comfort":"{name} leaves the wanted temperatures, first at {time}.","hot_water":"{name} gets too cool, first at {time}.","legionella":"{name} does not get hot enough against legionella by {time}.","programme":"{name} does not run in the wanted time.","hours":"{name} runs {amount} too little by {time}.","import_limit":"The home takes more than its connection allows, first at {time}.","export_limit":"The home feeds more than its connection allows, first at {time}.","reserve":"{name} falls below its reserve, first at {time}.","other":"A wish for {name} cannot be met."},"notice":{"other":"Something is missing for a good plan.","no_grid":"The plan needs your connection to the grid. Add it at the integration.","no_prices":"There are no prices from {name}, so there is no plan.","prices":"The prices cannot be read as they are. Look at the grid connection’s settings.","prices_no_prices":"The source of the prices has none at the moment. The plan goes on with those of the days before.","no_weather":"There is no weather forecast. The plan takes the temperatures of the last days.","no_solar_forecast":"There is no solar forecast for {name}. The plan takes what the sun gave on days like this.","unlearned":"How {name} holds heat is not known yet, so it is left to its thermostat.","unlearned_not_recorded":"{name} is left to its thermostat: nothing is recorded of its temperature, its power or the temperature outside, so it cannot be learned how it holds heat.","unlearned_too_short":"{name} is left to its thermostat: it takes at least four days with heating to learn how it holds heat.","unlearned_no_heat":"{name} is left to its thermostat: it was not heated in the last weeks, so it cannot be learned how it holds heat.","unlearned_no_movement":"{name} is left to its thermostat: its temperature never changes. Look whether its sensor still works.","unlearned_no_pattern":"{name} is left to its thermostat: its temperature does not follow its heating. Look whether the sensors are the right ones.","unlearned_unsure":"{name} is left to its thermostat: the last weeks do not tell yet how it holds heat. It is tried again each day.","no_plan":"No plan was found. The last good one goes on where it can.","input_missing":"{name} reports nothing. The plan goes on with its last value or with what is usual.","input_late":"{name} has not reported for a while. The plan goes on with its last value.","input_not_a_number":"{name} reports “{value}”, which is no number. The plan goes on with its last value or with what is usual.","input_negative":"{name} reports {value}, which cannot be negative. Look at the sign of its sensor.","input_absurd":"{name} reports {value}, which cannot be. The plan goes on with its last value or with what is usual.","input_unit":"{name} reports {value}, which is right only in another unit, and is taken so. Look at its unit.","input_stuck":"{name} has reported {value} for a long time without any change. Look whether its sensor still works.","input_starting":"{name} reports {value} right after its start. The plan waits for a value that can be true.","desk_failed":"Something went wrong in the planning. It tries again by itself; the log says more.","rivals":"Something else sets {asset} as well: {name}. Let only one of them do it.","rivals_unknown":"Something else sets {asset} as well ({entity}). Let only one of them do it.","not_shared":"{asset} cannot be controlled: share {entities} with the assistant, and with the energy agent.","refused":"{asset} was not set: your rules, or somebody who wants the opposite, go first.","failed":"{asset} did not do what it was told. The plan tries again."},"forecast":{"other":"Other","load":"Home","pv":"Sun","outdoor":"Outdoors","price":"Price","hot_water":"Hot water"}}}`),de:/* @__PURE__ */ JSON.parse(`{"card":{"name":"LLM Agents","description":"Sprich mit deinem Zuhause, sieh, was getan und geprüft wurde, frag warum und nimm es zurück.","title":"Sprich mit deinem Zuhause"},"config":{"agent":"Agent","agent_help":"Der Agent, mit dem diese Karte spricht.","title":"Titel","title_help":"Leer zeigt den üblichen Titel.","history":"Gezeigte Gespräche","history_help":"Wie viele frühere Sätze die Karte lädt.","height":"Höhe in Pixeln","height_help":"Höhe des Gesprächs. Leer überlässt sie dem Dashboard.","approvals":"Offene Fragen","approvals_help":"Zeigt, was auf dein Ja wartet, mit Knöpfen zum Antworten.","suggestions":"Vorschläge","suggestions_help":"Zeigt, was aufgefallen ist und eine Automation werden könnte, mit Knöpfen zum Annehmen.","agents":"Agenten","agents_help":"Zeigt jeden Agenten mit Selbstständigkeit, letzter Entscheidung und Zahlen.","memory":"Was gemerkt ist","memory_help":"Zeigt, was gemerkt ist, zum Berichtigen und Vergessen.","past_hours":"Stunden vor jetzt","past_hours_help":"Wie viel vom Gemessenen gezeigt wird.","hours":"Stunden ab jetzt","hours_help":"Wie viel vom Plan gezeigt wird.","what_if":"Was-wäre-wenn-Fragen","what_if_help":"Zeigt ein Feld für Fragen wie „Was wäre, wenn ich auf 22 Grad heize?“","as_table":"Als Tabelle","as_table_help":"Beginnt mit der Tabelle anstelle des Bildes."},"error":{"suggestion_gone":"Dieser Vorschlag wurde schon beantwortet.","config_agent":"„{value}“ ist nicht die Entität eines Agenten; sie beginnt mit „conversation.“","config_history":"„history“ muss eine ganze Zahl von {min} bis {max} sein.","config_height":"„height“ muss eine Zahl von Pixeln von {min} bis {max} sein.","unknown_agent":"Den Agenten „{agent}“ gibt es nicht. Wähle in den Einstellungen dieser Karte einen anderen.","unavailable":"Der Agent ist gerade nicht verfügbar.","no_agent":"Diesen Agenten gibt es nicht mehr. Wähle in den Einstellungen dieser Karte einen anderen.","not_loaded":"LLM Agents ist noch nicht bereit. Versuche es gleich noch einmal oder sieh in den Einstellungen nach der Integration.","not_set_up":"LLM Agents ist nicht eingerichtet. Füge die Integration in den Einstellungen unter Geräte und Dienste hinzu.","load":"Die früheren Sätze konnten nicht geladen werden.","lost":"Die Verbindung ging verloren, bevor die Antwort kam. Was getan wurde, erscheint hier, sobald sie wieder da ist.","stopped":"Du hast das Warten beendet. Was getan wurde, erscheint hier, sobald es fertig ist.","busy":"Der Agent ist noch mit einem anderen Satz beschäftigt. Versuche es gleich noch einmal.","unauthorized":"Das darfst du nicht.","not_found":"Dieser Satz ist nicht mehr bekannt.","timeout":"Home Assistant hat nicht rechtzeitig geantwortet.","unknown":"Das hat nicht geklappt. Versuche es noch einmal.","said":"Das hat nicht geklappt: {message}","config_sections":"Mindestens ein Abschnitt der Karte muss gezeigt werden.","config_hours":"„{name}“ muss eine Zahl von Stunden von {min} bis {max} sein.","load_energy":"Der Plan konnte nicht geladen werden.","load_overview":"Deine Agenten konnten nicht geladen werden.","closed":"Diese Frage ist nicht mehr offen.","secret":"Das sieht nach einem Passwort oder einer PIN aus. Es wird nicht gemerkt.","too_long":"Das ist zu lang.","gone":"Das ist nicht mehr gemerkt.","needs_admin":"Nur ein Administrator kann einen Agenten mehr tun lassen."},"state":{"loading":"Das Gespräch wird geladen","disconnected":"Keine Verbindung zu Home Assistant. Die Karte macht weiter, sobald sie wieder da ist.","thinking":"Bin dabei","retry":"Noch einmal versuchen"},"composer":{"label":"Was soll geschehen?","placeholder":"Sag, was geschehen soll","send":"Senden","stop":"Nicht mehr warten"},"log":{"label":"Gespräch","earlier":"Frühere Sätze zeigen","newest":"Neuestes"},"empty":{"title":"Was kann ich für dich tun?","hint":"Sag es in deinen Worten oder beginne mit einem von diesen.","examples":"Beispiele","turn_on":"Schalte {name} ein","set_temperature":"Stelle {name} auf {value} Grad","which_lights":"Welche Lichter sind an?","which_windows":"Welche Fenster sind offen?","lights_off":"Schalte alle Lichter aus"},"turn":{"you":"Du hast gesagt","agent":"Antwort","pressed_undo":"Du hast Rückgängig gedrückt","planned":"Wie geplant","pressed":"Du hast einen Knopf gedrückt","changes":"Was getan wurde","from":"von","to":"auf","verified":"Geprüft","under_way":"Unterwegs","unverified":"Nicht bestätigt","more_changes":{"one":"{count} weitere zeigen","other":"{count} weitere zeigen"},"fewer_changes":"Weniger zeigen","more_text":"Alles zeigen","less_text":"Weniger zeigen","undo":"Rückgängig","undo_label":"Rückgängig: {words}","undone":"Zurückgenommen","why":"Warum?","why_label":"Warum? Zu: {words}","explaining":"Wird nachgesehen","yes":"Ja","yes_label":"Ja, auf: {question}","no":"Nein","no_label":"Nein, auf: {question}","choices":"Wähle eines","confirmed":"Du hast Ja gesagt.","rejected":"Du hast Nein gesagt.","problems":"Was nicht geklappt hat","call_failed":"Home Assistant hat „{action}“ abgelehnt: {error}","by_agent":"Von {agent}","parts":"Gemeinsam erledigt mit: {agents}","parts_label":"Teile von: {words}","read":"Gelesen: {sources}"},"status":{"under_way":"Unterwegs","scheduled":"Geplant","missed":"Verpasst","partial":"Teilweise erledigt","asked":"Wartet auf deine Antwort","refused":"Nicht getan","failed":"Hat nicht geklappt","not_understood":"Nicht verstanden"},"layer":{"local":"Lokal verstanden","app":"Vom Modell der App verstanden","other":"Von einem anderen Modell verstanden","local_time":"Lokal verstanden in {time}","app_time":"Vom Modell der App verstanden in {time}","other_time":"Von einem anderen Modell verstanden in {time}"},"problem":{"no_such_device":"Dieses Gerät gibt es nicht.","no_such_area":"Diesen Raum oder dieses Stockwerk gibt es nicht.","not_in_area":"Davon gibt es dort keines.","ambiguous":"Es kann mehr als eines gemeint sein.","cannot":"Das kann das Gerät nicht.","out_of_range":"Der Wert liegt außerhalb des Möglichen.","unavailable":"Das Gerät antwortet gerade nicht.","missing_value":"Der Wert fehlt.","not_allowed":"Das ist nicht erlaubt.","not_exposed":"Das Gerät ist nicht für Assistenten freigegeben.","failed":"Home Assistant hat einen Fehler gemeldet.","not_verified":"Es ließ sich nicht bestätigen.","no_timers":"Hier gibt es keine Timer.","nothing_to_undo":"Es gibt nichts zurückzunehmen.","cannot_undo":"Das lässt sich nicht zurücknehmen.","changed_since":"Es wurde seitdem geändert.","other":"Es ließ sich nicht tun.","not_now":"Es sollte später geschehen, aber es wurde nicht gesagt, wann.","standing":"Für das, was immer wieder geschehen soll, lege eine Automatisierung an.","cannot_tell":"Ob die Bedingung gilt, lässt sich nicht sagen.","passed":"Diese Zeit ist vorbei.","too_far":"Das liegt zu weit in der Zukunft.","too_many":"Es ist schon zu viel geplant.","overruled":"Etwas anderes geht vor.","overruled_by":"{agent} will das Gegenteil und geht vor.","overruled_by_person":"Ein Mensch wollte das Gegenteil, und das geht vor."},"color":{"white":"Weiß","red":"Rot","orange":"Orange","yellow":"Gelb","green":"Grün","cyan":"Türkis","blue":"Blau","purple":"Violett","pink":"Rosa"},"attribute":{"color":"Farbe"},"overview":{"name":"LLM Agents: deine Agenten","description":"Sieh, was auf dein Ja wartet, wie es deinen Agenten geht und was sie sich merken.","title":"Deine Agenten","loading":"Deine Agenten werden geladen"},"approval":{"title":"Wartet auf dein Ja","none":"Nichts wartet auf dich.","items":"Was ein Ja bewirkt","item":"{name}: {action}","asked_by":"Gefragt von {name}","asked_by_you":"Von dir gefragt","asked_by_voice":"Per Sprache gefragt","asked_by_automation":"Von einer Automatisierung gefragt","asked_by_other":"Von jemand anderem gefragt","planned":"Niemand war da, um zu antworten.","left":"Noch {time} offen","until":"Offen bis {time}","pin":"PIN","pin_label":"PIN für: {question}","pin_hint":"4 bis 12 Ziffern","pin_wanted":"Dafür braucht es deine PIN.","outcome":"Was daraus wurde"},"agents":{"title":"Agenten","none":"Es gibt keinen Agenten, mit dem du sprechen darfst.","autonomy":"Selbstständigkeit von {agent}","never":"Noch keine Entscheidung","decided":"Zuletzt: {status}, {time}","waiting":"Warten auf ein Ja: {count}","success":"Bestätigt: {percent}","budget_day":"Heutiges Budget verbraucht: {percent}","budget_month":"Budget des Monats verbraucht: {percent}","today":"Heute","month":"Dieser Monat","tokens":"{count} Token","all":"Alle Agenten","models":"Modelle","model_ready":"Bereit","model_away":"Antwortet nicht","model_spent":"Budget verbraucht","model_local":"läuft zu Hause","figures":"Token und Kosten"},"suggestion":{"title":"Vorschläge","none":"Im Moment nichts vorzuschlagen.","accept":"Automation anlegen","accept_label":"Automation anlegen: {title}","dismiss":"Nein danke","dismiss_label":"Nein danke: {title}","show":"Automation zeigen","hide":"Automation verbergen","made":"Jetzt eine Automation","edit":"Bearbeiten","pasted_mark":"Der Text wartet bei den Reparaturen","of":"Eine Gewohnheit von {name}","of_other":"Eine Gewohnheit von jemand anderem","accepted":"Jetzt unter deinen Automationen: {text}","pasted":"Der Text wartet bei den Reparaturen zum Einfügen: {text}","dismissed":"Wird nie wieder vorgeschlagen: {text}"},"memory":{"title":"Gemerkt","search":"Gemerktes durchsuchen","none":"Noch ist nichts gemerkt.","none_hint":"Sag „Merk dir, dass …“, um anzufangen.","not_found":"Über „{words}“ ist nichts gemerkt.","household":"Der Haushalt","person":"Du","words":"Gesagt","answer":"Mit einem Ja bestätigt","repeated":"Immer wieder bemerkt","entered":"Eingetragen","until":"Bis {time}","about":"Über {names}","name":"Name","preference":"Vorliebe","correction":"Berichtigung","habit":"Gewohnheit","correct":"Berichtigen","correct_label":"Berichtigen: {text}","forget":"Vergessen","forget_label":"Vergessen: {text}","forget_question":"Das endgültig vergessen?","keep":"Behalten","right":"Was ist richtig?","save":"Speichern","cancel":"Abbrechen","forgotten":"Vergessen: {text}","corrected":"Berichtigt: {text}","more":"{count} weitere zeigen","fewer":"Weniger zeigen"},"decided":{"done":"erledigt","under_way":"läuft","scheduled":"geplant","missed":"verpasst","partial":"teilweise erledigt","answered":"beantwortet","asked":"wartet auf ein Ja","refused":"nicht getan","failed":"hat nicht geklappt","not_understood":"nicht verstanden"},"role":{"orchestrator":"Koordination","comfort":"Behaglichkeit","lighting":"Licht","security":"Sicherheit","energy":"Energie","care":"Gerätepflege","household":"Haushalt","custom":"Agent"},"autonomy":{"observe":"Beobachtet","suggest":"Schlägt vor","ask":"Fragt zuerst","act":"Handelt"},"source":{"device_name":"Namen von Geräten","state":"Zustände von Geräten","calendar":"ein Kalender","todo":"eine Liste","notification":"eine Benachrichtigung","web":"Webseiten","camera":"Kamerabilder","memory":"Gemerktes","tool":"andere Integrationen"},"action":{"turn_on":"einschalten","turn_off":"ausschalten","toggle":"umschalten","set":"einstellen","adjust":"ändern","open":"öffnen","close":"schließen","stop":"anhalten","lock":"verriegeln","unlock":"entriegeln","arm":"scharf schalten","disarm":"unscharf schalten","play":"abspielen","pause":"pausieren","next":"nächster Titel","previous":"vorheriger Titel","mute":"stumm schalten","unmute":"Ton einschalten","start":"starten","dock":"zur Ladestation schicken","press":"drücken","activate":"aktivieren","undo":"zurücknehmen"},"energy":{"name":"LLM Agents: Energie","description":"Sieh den Energieplan deines Hauses, was er spart und warum, und stelle ein Gerät von Hand ein.","title":"Energie","loading":"Der Plan wird geladen","empty":"Noch kein Energiebaustein","empty_hint":"Füge bei der Integration mit „Energiebaustein hinzufügen“ deinen Netzanschluss, eine Batterie, Solarmodule, ein Auto, die Heizung oder eine Maschine hinzu. Der Plan erscheint hier.","empty_link":"Die Integration öffnen","only_shows":"Er zeigt nur, was er täte; er schaltet nichts.","asks_first":"Er fragt, bevor er etwas schaltet.","old":"Dieser Plan ist von {time}. Vielleicht passt er nicht mehr.","price":"Preis","per_kwh":"{price}/kWh","powers":"Leistung","load":"Haus","sun":"Sonne","grid":"Netz","bought":"Aus dem Netz","sold":"Ins Netz","outdoor":"Draußen","home":"Haus","now":"Jetzt","time":"Zeit","look":"Eine Zeit ansehen","to_now":"Zurück zu jetzt","as_table":"Als Tabelle","table":"Der Plan als Tabelle","assets":"Geräte","unknown":"nicht bekannt","nothing":"nichts geplant","idle":"untätig","takes":"nimmt {power}","gives":"gibt {power}","until":"bis {time}","by_hand":"Von Hand eingestellt","mode_label":"Was es tut","for_label":"Für","power_label":"Leistung in kW","set_title":"{name} von Hand einstellen","set":"Einstellen","set_label":"{name} von Hand einstellen","automatic":"Zurück auf Automatik","automatic_label":"Zurück auf Automatik: {name}","now_set":"{name}: {mode}, für {time}","now_automatic":"{name} folgt wieder dem Plan.","saves":"Damit gespart: {today} heute, {total} insgesamt.","would_save":"Damit wären gespart: {today} heute, {total} insgesamt.","would_today":"Wäre heute gespart","would_total":"Wäre insgesamt gespart","saved_today":"Heute gespart","saved_total":"Insgesamt gespart","since":"seit {time}","cost":"Kosten, nächste {hours}","without":"{amount}, wenn nichts geplant wäre","what_if":"Was wäre, wenn …?","what_if_hint":"Was wäre, wenn ich auf 22 Grad heize?","what_if_ask":"Fragen","errors":"Wie gut die Prognosen waren","unmet_title":"Was sich nicht erfüllen lässt","mode":{"self_consume":"Deckt den eigenen Bedarf","hold":"Behält die Ladung","hold_charge":"Lässt die Sonne ins Netz","charge":"Lädt","export":"Speist ins Netz ein","off":"Aus","on":"Ein","solar":"Nimmt nur Solarüberschuss"},"vehicle_mode":{"off":"Wartet","on":"Lädt","solar":"Lädt nur Solarüberschuss"},"heating_mode":{"off":"Ruht","on":"Heizt","keeps":"Hält die Temperatur","solar":"Heizt nur mit Solarüberschuss"},"status":{"degraded":"Für einen guten Plan fehlt etwas. Es geht weiter mit dem, was bekannt ist.","no_plan":"Im Moment gibt es keinen Plan. Jedes Gerät tut, was es von selbst tut.","learning":"Er lernt dein Haus noch kennen. In den nächsten zwei Wochen wird der Plan besser."},"unmet":{"charge":"Bei {name} fehlen {amount} ({time}).","comfort":"{name} verlässt die gewünschten Temperaturen, zuerst {time}.","hot_water":"{name} wird zu kühl, zuerst {time}.","legionella":"{name} wird bis {time} nicht heiß genug gegen Legionellen.","programme":"{name} läuft nicht in der gewünschten Zeit.","hours":"{name} läuft bis {time} um {amount} zu wenig.","import_limit":"Das Haus braucht mehr, als sein Anschluss erlaubt, zuerst {time}.","export_limit":"Das Haus speist mehr ein, als sein Anschluss erlaubt, zuerst {time}.","reserve":"{name} fällt unter die Reserve, zuerst {time}.","other":"Ein Wunsch für {name} lässt sich nicht erfüllen."},"notice":{"other":"Für einen guten Plan fehlt etwas.","no_grid":"Der Plan braucht deinen Netzanschluss. Füge ihn bei der Integration hinzu.","no_prices":"Von {name} gibt es keine Preise, darum gibt es keinen Plan.","prices":"Die Preise sind so nicht lesbar. Sieh dir die Einstellungen des Netzanschlusses an.","prices_no_prices":"Die Quelle der Preise hat im Moment keine. Der Plan geht mit denen der Tage davor weiter.","no_weather":"Es gibt keine Wettervorhersage. Der Plan nimmt die Temperaturen der letzten Tage.","no_solar_forecast":"Für {name} gibt es keine Solarprognose. Der Plan nimmt, was die Sonne an solchen Tagen gab.","unlearned":"Wie {name} Wärme hält, ist noch nicht bekannt; das Thermostat regelt weiter allein.","unlearned_not_recorded":"{name} bleibt dem Thermostat überlassen: Temperatur, Leistung oder Außentemperatur werden nicht aufgezeichnet, so lässt sich nicht lernen, wie Wärme gehalten wird.","unlearned_too_short":"{name} bleibt dem Thermostat überlassen: Es braucht mindestens vier Tage mit Heizung, um zu lernen, wie Wärme gehalten wird.","unlearned_no_heat":"{name} bleibt dem Thermostat überlassen: In den letzten Wochen wurde nicht geheizt, so lässt sich nicht lernen, wie Wärme gehalten wird.","unlearned_no_movement":"{name} bleibt dem Thermostat überlassen: Die Temperatur ändert sich nie. Sieh nach, ob der Sensor noch arbeitet.","unlearned_no_pattern":"{name} bleibt dem Thermostat überlassen: Die Temperatur folgt der Heizung nicht. Sieh nach, ob es die richtigen Sensoren sind.","unlearned_unsure":"{name} bleibt dem Thermostat überlassen: Die letzten Wochen sagen noch nicht, wie Wärme gehalten wird. Es wird jeden Tag neu versucht.","no_plan":"Es fand sich kein Plan. Der letzte gute geht weiter, wo er kann.","input_missing":"{name} meldet nichts. Der Plan geht mit dem letzten Wert oder dem Üblichen weiter.","input_late":"{name} hat sich eine Weile nicht gemeldet. Der Plan geht mit dem letzten Wert weiter.","input_not_a_number":"{name} meldet „{value}“, und das ist keine Zahl. Der Plan geht mit dem letzten Wert oder dem Üblichen weiter.","input_negative":"{name} meldet {value}, und das kann nicht negativ sein. Sieh dir das Vorzeichen des Sensors an.","input_absurd":"{name} meldet {value}, und das kann nicht sein. Der Plan geht mit dem letzten Wert oder dem Üblichen weiter.","input_unit":"{name} meldet {value}; das stimmt nur in einer anderen Einheit und wird so genommen. Sieh dir die Einheit an.","input_stuck":"{name} meldet seit langem unverändert {value}. Sieh nach, ob der Sensor noch geht.","input_starting":"{name} meldet {value} gleich nach dem Start. Der Plan wartet auf einen Wert, der stimmen kann.","desk_failed":"Beim Planen ging etwas schief. Es wird von selbst wieder versucht; das Protokoll sagt mehr.","rivals":"Etwas anderes stellt {asset} auch ein: {name}. Lass das nur eines von beiden tun.","rivals_unknown":"Etwas anderes stellt {asset} auch ein ({entity}). Lass das nur eines von beiden tun.","not_shared":"{asset} lässt sich nicht steuern: Gib {entities} für Assistenten und für den Energieagenten frei.","refused":"{asset} wurde nicht eingestellt: Deine Regeln gehen vor, oder jemand will das Gegenteil.","failed":"{asset} tat nicht, was gesagt wurde. Der Plan versucht es wieder."},"forecast":{"other":"Anderes","load":"Haus","pv":"Sonne","outdoor":"Draußen","price":"Preis","hot_water":"Warmwasser"}}}`),es:/* @__PURE__ */ JSON.parse(`{"card":{"name":"LLM Agents","description":"Habla con tu casa, mira qué se ha hecho y comprobado, pregunta por qué y deshazlo.","title":"Habla con tu casa"},"config":{"agent":"Agente","agent_help":"El agente con el que habla esta tarjeta.","title":"Título","title_help":"Vacío muestra el título habitual.","history":"Turnos mostrados","history_help":"Cuántos turnos anteriores carga la tarjeta.","height":"Altura en píxeles","height_help":"Altura de la conversación. Vacío deja que decida el panel.","approvals":"Preguntas pendientes","approvals_help":"Muestra lo que espera tu sí, con botones para responder.","suggestions":"Sugerencias","suggestions_help":"Muestra lo que se ha notado y podría ser una automatización, con botones para aceptarlo.","agents":"Agentes","agents_help":"Muestra cada agente con su autonomía, su última decisión y sus cifras.","memory":"Lo recordado","memory_help":"Muestra lo que se recuerda, para corregirlo u olvidarlo.","past_hours":"Horas anteriores","past_hours_help":"Cuánto se muestra de lo medido.","hours":"Horas siguientes","hours_help":"Cuánto se muestra del plan.","what_if":"Preguntas «¿Y si…?»","what_if_help":"Muestra un campo para preguntas como «¿y si caliento a 22 grados?»","as_table":"Como tabla","as_table_help":"Empieza con la tabla en lugar del gráfico."},"error":{"suggestion_gone":"Esta sugerencia ya se ha respondido.","config_agent":"«{value}» no es la entidad de un agente; empieza por «conversation.»","config_history":"«history» tiene que ser un número entero de {min} a {max}.","config_height":"«height» tiene que ser un número de píxeles de {min} a {max}.","unknown_agent":"El agente «{agent}» no existe. Elige otro en los ajustes de esta tarjeta.","unavailable":"El agente no está disponible en este momento.","no_agent":"Este agente ya no existe. Elige otro en los ajustes de esta tarjeta.","not_loaded":"LLM Agents todavía no está listo. Inténtalo dentro de un momento o mira la integración en los ajustes.","not_set_up":"LLM Agents no está configurado. Añade la integración en los ajustes, en dispositivos y servicios.","load":"No se han podido cargar los turnos anteriores.","lost":"La conexión se perdió antes de la respuesta. Lo que se hizo aparece aquí cuando vuelva.","stopped":"Has dejado de esperar. Lo que se haga aparece aquí cuando esté listo.","busy":"El agente aún está ocupado con otra frase. Inténtalo dentro de un momento.","unauthorized":"No tienes permiso para eso.","not_found":"Ese turno ya no se conoce.","timeout":"Home Assistant no ha respondido a tiempo.","unknown":"No ha funcionado. Inténtalo otra vez.","said":"No ha funcionado: {message}","config_sections":"Hay que mostrar al menos una sección de la tarjeta.","config_hours":"«{name}» tiene que ser un número de horas de {min} a {max}.","load_energy":"No se ha podido cargar el plan.","load_overview":"No se pudieron cargar tus agentes.","closed":"Esta pregunta ya no está abierta.","secret":"Parece una contraseña o un PIN. No se guarda.","too_long":"Es demasiado largo.","gone":"Eso ya no se recuerda.","needs_admin":"Solo un administrador puede dejar que un agente haga más."},"state":{"loading":"Cargando la conversación","disconnected":"Sin conexión con Home Assistant. La tarjeta sigue cuando vuelva.","thinking":"En ello","retry":"Intentar otra vez"},"composer":{"label":"¿Qué debe pasar?","placeholder":"Di qué debe pasar","send":"Enviar","stop":"Dejar de esperar"},"log":{"label":"Conversación","earlier":"Mostrar turnos anteriores","newest":"Lo último"},"empty":{"title":"¿Qué puedo hacer por ti?","hint":"Dilo con tus propias palabras, o empieza con una de estas.","examples":"Ejemplos","turn_on":"Enciende {name}","set_temperature":"Pon {name} a {value} grados","which_lights":"¿Qué luces están encendidas?","which_windows":"¿Qué ventanas están abiertas?","lights_off":"Apaga todas las luces"},"turn":{"you":"Dijiste","agent":"Respuesta","pressed_undo":"Pulsaste Deshacer","planned":"Como estaba planificado","pressed":"Pulsaste un botón","changes":"Lo que se hizo","from":"de","to":"a","verified":"Comprobado","under_way":"En camino","unverified":"Sin confirmar","more_changes":{"one":"Mostrar {count} más","other":"Mostrar {count} más"},"fewer_changes":"Mostrar menos","more_text":"Mostrar todo","less_text":"Mostrar menos","undo":"Deshacer","undo_label":"Deshacer: {words}","undone":"Deshecho","why":"¿Por qué?","why_label":"¿Por qué? Sobre: {words}","explaining":"Buscándolo","yes":"Sí","yes_label":"Sí, a: {question}","no":"No","no_label":"No, a: {question}","choices":"Elige uno","confirmed":"Dijiste que sí.","rejected":"Dijiste que no.","problems":"Lo que no funcionó","call_failed":"Home Assistant rechazó «{action}»: {error}","by_agent":"Por {agent}","parts":"Hecho junto con: {agents}","parts_label":"Partes de: {words}","read":"Leído: {sources}"},"status":{"under_way":"En marcha","scheduled":"Planificado","missed":"No realizado a tiempo","partial":"Hecho en parte","asked":"Esperando tu respuesta","refused":"No hecho","failed":"No funcionó","not_understood":"No entendido"},"layer":{"local":"Entendido localmente","app":"Entendido por el modelo de la aplicación","other":"Entendido por otro modelo","local_time":"Entendido localmente en {time}","app_time":"Entendido por el modelo de la aplicación en {time}","other_time":"Entendido por otro modelo en {time}"},"problem":{"no_such_device":"No existe tal dispositivo.","no_such_area":"No existe tal habitación ni planta.","not_in_area":"Ahí no hay ninguno de ese tipo.","ambiguous":"Podría ser más de uno.","cannot":"El dispositivo no puede hacer eso.","out_of_range":"El valor está fuera de los límites.","unavailable":"El dispositivo no responde en este momento.","missing_value":"Falta el valor.","not_allowed":"Eso no está permitido.","not_exposed":"El dispositivo no se comparte con los asistentes.","failed":"Home Assistant comunicó un error.","not_verified":"No se pudo confirmar.","no_timers":"Aquí no hay temporizadores.","nothing_to_undo":"No hay nada que deshacer.","cannot_undo":"Eso no se puede deshacer.","changed_since":"Ha cambiado desde entonces.","other":"No se pudo hacer.","not_now":"Se pidió para más tarde, pero sin decir cuándo.","standing":"Para lo que se repite, crea una automatización.","cannot_tell":"No se puede saber si se cumple la condición.","passed":"Ese momento ya pasó.","too_far":"Eso está demasiado lejos.","too_many":"Ya hay demasiado planeado.","overruled":"Otra cosa va primero.","overruled_by":"{agent} quiere lo contrario y va primero.","overruled_by_person":"Una persona quería lo contrario, y eso va primero."},"color":{"white":"blanco","red":"rojo","orange":"naranja","yellow":"amarillo","green":"verde","cyan":"cian","blue":"azul","purple":"morado","pink":"rosa"},"attribute":{"color":"Color"},"overview":{"name":"LLM Agents: tus agentes","description":"Mira qué espera tu sí, cómo van tus agentes y qué recuerdan.","title":"Tus agentes","loading":"Cargando tus agentes"},"approval":{"title":"Espera tu sí","none":"Nada te espera.","items":"Lo que hace un sí","item":"{name}: {action}","asked_by":"Lo pidió {name}","asked_by_you":"Lo pediste tú","asked_by_voice":"Pedido por voz","asked_by_automation":"Lo pidió una automatización","asked_by_other":"Lo pidió otra persona","planned":"No había nadie para responder.","left":"Abierta {time} más","until":"Abierta hasta {time}","pin":"PIN","pin_label":"PIN para: {question}","pin_hint":"De 4 a 12 cifras","pin_wanted":"Hace falta tu PIN.","outcome":"Lo que resultó"},"agents":{"title":"Agentes","none":"No hay ningún agente con el que puedas hablar.","autonomy":"Autonomía de {agent}","never":"Aún sin decisiones","decided":"Última: {status}, {time}","waiting":"Esperan un sí: {count}","success":"Comprobado: {percent}","budget_day":"Presupuesto de hoy usado: {percent}","budget_month":"Presupuesto del mes usado: {percent}","today":"Hoy","month":"Este mes","tokens":"{count} tokens","all":"Todos los agentes","models":"Modelos","model_ready":"Listo","model_away":"No responde","model_spent":"Presupuesto agotado","model_local":"funciona en casa","figures":"Tokens y coste"},"suggestion":{"title":"Sugerencias","none":"De momento no hay nada que sugerir.","accept":"Crear la automatización","accept_label":"Crear la automatización: {title}","dismiss":"No, gracias","dismiss_label":"No, gracias: {title}","show":"Mostrar la automatización","hide":"Ocultar la automatización","made":"Ahora es una automatización","edit":"Editarla","pasted_mark":"Su texto espera en las reparaciones","of":"Una costumbre de {name}","of_other":"Una costumbre de otra persona","accepted":"Ahora entre tus automatizaciones: {text}","pasted":"Su texto espera en las reparaciones para pegarlo: {text}","dismissed":"No se sugerirá nunca más: {text}"},"memory":{"title":"Recordado","search":"Buscar en lo recordado","none":"Aún no se recuerda nada.","none_hint":"Di «recuerda que…» para empezar.","not_found":"No se recuerda nada sobre «{words}».","household":"El hogar","person":"Tú","words":"Dicho","answer":"Confirmado con un sí","repeated":"Observado una y otra vez","entered":"Introducido","until":"Hasta {time}","about":"Sobre {names}","name":"Nombre","preference":"Preferencia","correction":"Corrección","habit":"Costumbre","correct":"Corregir","correct_label":"Corregir: {text}","forget":"Olvidar","forget_label":"Olvidar: {text}","forget_question":"¿Olvidar esto para siempre?","keep":"Conservar","right":"¿Qué es lo correcto?","save":"Guardar","cancel":"Cancelar","forgotten":"Olvidado: {text}","corrected":"Corregido: {text}","more":"Mostrar {count} más","fewer":"Mostrar menos"},"decided":{"done":"hecho","under_way":"en curso","scheduled":"planeado","missed":"perdido","partial":"hecho en parte","answered":"respondido","asked":"espera un sí","refused":"no hecho","failed":"no funcionó","not_understood":"no entendido"},"role":{"orchestrator":"Coordinación","comfort":"Confort","lighting":"Iluminación","security":"Seguridad","energy":"Energía","care":"Cuidado de dispositivos","household":"Hogar","custom":"Agente"},"autonomy":{"observe":"Observa","suggest":"Propone","ask":"Pregunta antes","act":"Actúa"},"source":{"device_name":"nombres de dispositivos","state":"estados de dispositivos","calendar":"un calendario","todo":"una lista","notification":"una notificación","web":"páginas web","camera":"imágenes de cámara","memory":"recuerdos","tool":"otras integraciones"},"action":{"turn_on":"encender","turn_off":"apagar","toggle":"alternar","set":"ajustar","adjust":"cambiar","open":"abrir","close":"cerrar","stop":"detener","lock":"bloquear","unlock":"desbloquear","arm":"armar","disarm":"desarmar","play":"reproducir","pause":"pausar","next":"siguiente","previous":"anterior","mute":"silenciar","unmute":"activar el sonido","start":"iniciar","dock":"volver a la base","press":"pulsar","activate":"activar","undo":"deshacer"},"energy":{"name":"LLM Agents: energía","description":"Mira el plan de la energía de tu casa, cuánto ahorra y por qué, y ajusta un dispositivo a mano.","title":"Energía","loading":"Cargando el plan","empty":"Aún no hay elementos de energía","empty_hint":"Añade en la integración tu conexión a la red, una batería, paneles solares, un coche, la calefacción o una máquina, con «Añadir elemento de energía». El plan aparece aquí.","empty_link":"Abrir la integración","only_shows":"Solo muestra lo que haría; no enciende ni apaga nada.","asks_first":"Pregunta antes de encender o apagar algo.","old":"Este plan es de {time}. Puede que ya no sirva.","price":"Precio","per_kwh":"{price}/kWh","powers":"Potencia","load":"Casa","sun":"Sol","grid":"Red","bought":"De la red","sold":"A la red","outdoor":"Exterior","home":"Casa","now":"Ahora","time":"Hora","look":"Mirar una hora","to_now":"Volver a ahora","as_table":"Como tabla","table":"El plan como tabla","assets":"Dispositivos","unknown":"desconocido","nothing":"nada planificado","idle":"en reposo","takes":"toma {power}","gives":"da {power}","until":"hasta {time}","by_hand":"Ajustado a mano","mode_label":"Qué hace","for_label":"Durante","power_label":"Potencia en kW","set_title":"Ajustar {name} a mano","set":"Ajustar","set_label":"Ajustar {name} a mano","automatic":"Volver a automático","automatic_label":"Volver a automático: {name}","now_set":"{name}: {mode}, durante {time}","now_automatic":"{name} vuelve a seguir el plan.","saves":"Ahorrado gracias a él: {today} hoy, {total} en total.","would_save":"Habría ahorrado {today} hoy, {total} en total.","would_today":"Habría ahorrado hoy","would_total":"Habría ahorrado en total","saved_today":"Ahorrado hoy","saved_total":"Ahorrado en total","since":"desde {time}","cost":"Coste, próximas {hours}","without":"{amount} sin planificar nada","what_if":"¿Y si…?","what_if_hint":"¿Y si caliento a 22 grados?","what_if_ask":"Preguntar","errors":"Lo buenas que fueron las previsiones","unmet_title":"Lo que no se puede cumplir","mode":{"self_consume":"Usa su propia energía","hold":"Guarda su carga","hold_charge":"Deja que el sol vaya a la red","charge":"Carga","export":"Vierte a la red","off":"Apagado","on":"Encendido","solar":"Solo toma excedentes del sol"},"vehicle_mode":{"off":"Espera","on":"Carga","solar":"Solo carga con excedentes del sol"},"heating_mode":{"off":"Descansa","on":"Calienta","keeps":"Mantiene la temperatura","solar":"Solo calienta con excedentes del sol"},"status":{"degraded":"Falta algo para un buen plan. Sigue con lo que se sabe.","no_plan":"En este momento no hay ningún plan. Cada dispositivo hace lo que hace por sí mismo.","learning":"Aún está conociendo tu casa. El plan mejora en las próximas dos semanas."},"unmet":{"charge":"A {name} le faltan {amount} ({time}).","comfort":"{name} se sale de las temperaturas deseadas, primero: {time}.","hot_water":"{name} se enfría demasiado, primero: {time}.","legionella":"{name} no se calienta lo suficiente contra la legionela hasta {time}.","programme":"{name} no funciona en el tiempo deseado.","hours":"{name} funciona {amount} de menos hasta {time}.","import_limit":"La casa toma más de lo que permite su conexión, primero: {time}.","export_limit":"La casa vierte más de lo que permite su conexión, primero: {time}.","reserve":"{name} baja de su reserva, primero: {time}.","other":"No se puede cumplir un deseo para {name}."},"notice":{"other":"Falta algo para un buen plan.","no_grid":"El plan necesita tu conexión a la red. Añádela en la integración.","no_prices":"No hay precios de {name}, así que no hay plan.","prices":"Los precios no se pueden leer tal como están. Mira los ajustes de la conexión a la red.","prices_no_prices":"La fuente de los precios no tiene ninguno en este momento. El plan sigue con los de los días anteriores.","no_weather":"No hay previsión del tiempo. El plan toma las temperaturas de los últimos días.","no_solar_forecast":"No hay previsión solar para {name}. El plan toma lo que dio el sol en días como este.","unlearned":"Aún no se sabe cómo guarda el calor {name}: se encarga su termostato.","unlearned_not_recorded":"{name} queda a cargo del termostato: no se registran su temperatura, su potencia o la temperatura exterior, así que no se puede aprender cómo se guarda el calor.","unlearned_too_short":"{name} queda a cargo del termostato: hacen falta al menos cuatro días con calefacción para aprender cómo se guarda el calor.","unlearned_no_heat":"{name} queda a cargo del termostato: no hubo calefacción en las últimas semanas, así que no se puede aprender cómo se guarda el calor.","unlearned_no_movement":"{name} queda a cargo del termostato: la temperatura no cambia nunca. Comprueba si el sensor aún funciona.","unlearned_no_pattern":"{name} queda a cargo del termostato: la temperatura no sigue a la calefacción. Comprueba si son los sensores correctos.","unlearned_unsure":"{name} queda a cargo del termostato: las últimas semanas aún no dicen cómo se guarda el calor. Se vuelve a intentar cada día.","no_plan":"No se ha encontrado ningún plan. El último bueno sigue donde puede.","input_missing":"{name} no comunica nada. El plan sigue con su último valor o con lo habitual.","input_late":"{name} lleva un rato sin comunicar nada. El plan sigue con su último valor.","input_not_a_number":"{name} comunica «{value}», que no es un número. El plan sigue con su último valor o con lo habitual.","input_negative":"{name} comunica {value}, que no puede ser negativo. Mira el signo de su sensor.","input_absurd":"{name} comunica {value}, que no puede ser. El plan sigue con su último valor o con lo habitual.","input_unit":"{name} comunica {value}, que solo es correcto en otra unidad, y así se toma. Mira su unidad.","input_stuck":"{name} lleva mucho tiempo comunicando {value} sin ningún cambio. Mira si su sensor aún funciona.","input_starting":"{name} comunica {value} justo después de arrancar. El plan espera un valor que pueda ser cierto.","desk_failed":"Algo ha fallado en la planificación. Lo vuelve a intentar por sí misma; el registro dice más.","rivals":"Otra cosa ajusta también {asset}: {name}. Deja que lo haga solo una de las dos.","rivals_unknown":"Otra cosa ajusta también {asset} ({entity}). Deja que lo haga solo una de las dos.","not_shared":"No se puede controlar {asset}: comparte {entities} con el asistente, y con el agente de energía.","refused":"No se ha ajustado {asset}: tus reglas, o alguien que quiere lo contrario, van primero.","failed":"{asset} no ha hecho lo que se le dijo. El plan lo vuelve a intentar."},"forecast":{"other":"Otros","load":"Casa","pv":"Sol","outdoor":"Exterior","price":"Precio","hot_water":"Agua caliente"}}}`),fr:/* @__PURE__ */ JSON.parse(`{"card":{"name":"LLM Agents","description":"Parlez à votre maison, voyez ce qui a été fait et vérifié, demandez pourquoi, et annulez.","title":"Parlez à votre maison"},"config":{"agent":"Agent","agent_help":"L'agent à qui parle cette carte.","title":"Titre","title_help":"Vide, le titre habituel est affiché.","history":"Échanges affichés","history_help":"Combien d'échanges précédents la carte charge.","height":"Hauteur en pixels","height_help":"Hauteur de la conversation. Vide, le tableau de bord décide.","approvals":"Questions en attente","approvals_help":"Affiche ce qui attend votre accord, avec des boutons pour répondre.","suggestions":"Suggestions","suggestions_help":"Affiche ce qui a été remarqué et pourrait être une automatisation, avec des boutons pour l’accepter.","agents":"Agents","agents_help":"Affiche chaque agent avec son autonomie, sa dernière décision et ses chiffres.","memory":"Ce qui est retenu","memory_help":"Affiche ce qui est retenu, pour le corriger ou l’oublier.","past_hours":"Heures avant maintenant","past_hours_help":"Combien de ce qui a été mesuré est affiché.","hours":"Heures à partir de maintenant","hours_help":"Quelle durée du plan est affichée.","what_if":"Questions « et si »","what_if_help":"Affiche un champ pour des questions comme « et si je chauffais à 22 degrés ? »","as_table":"En tableau","as_table_help":"Commencer par le tableau à la place de l'image."},"error":{"suggestion_gone":"Cette suggestion a déjà reçu une réponse.","config_agent":"« {value} » n'est pas l'entité d'un agent ; elle commence par « conversation. »","config_history":"« history » doit être un nombre entier de {min} à {max}.","config_height":"« height » doit être un nombre de pixels de {min} à {max}.","unknown_agent":"L'agent « {agent} » n'existe pas. Choisissez-en un autre dans les réglages de cette carte.","unavailable":"L'agent n'est pas disponible en ce moment.","no_agent":"Cet agent n'existe plus. Choisissez-en un autre dans les réglages de cette carte.","not_loaded":"LLM Agents n'est pas encore prêt. Réessayez dans un instant, ou regardez l'intégration dans les paramètres.","not_set_up":"LLM Agents n'est pas configuré. Ajoutez l'intégration dans les paramètres, sous appareils et services.","load":"Les échanges précédents n'ont pas pu être chargés.","lost":"La connexion a été perdue avant la réponse. Ce qui a été fait apparaîtra ici à son retour.","stopped":"Vous avez cessé d'attendre. Ce qui a été fait apparaîtra ici quand ce sera prêt.","busy":"L'agent est encore occupé par une autre phrase. Réessayez dans un instant.","unauthorized":"Vous n'avez pas le droit de faire cela.","not_found":"Cet échange n'est plus connu.","timeout":"Home Assistant n'a pas répondu à temps.","unknown":"Cela n'a pas marché. Réessayez.","said":"Cela n'a pas marché : {message}","config_sections":"Au moins une section de la carte doit être affichée.","config_hours":"« {name} » doit être un nombre d'heures de {min} à {max}.","load_energy":"Le plan n'a pas pu être chargé.","load_overview":"Vos agents n’ont pas pu être chargés.","closed":"Cette question n’est plus ouverte.","secret":"Cela ressemble à un mot de passe ou à un code PIN. Ce n’est pas retenu.","too_long":"C’est trop long.","gone":"Ce n’est plus retenu.","needs_admin":"Seul un administrateur peut laisser un agent en faire plus."},"state":{"loading":"Chargement de la conversation","disconnected":"Pas de connexion à Home Assistant. La carte continue dès son retour.","thinking":"Un instant","retry":"Réessayer"},"composer":{"label":"Que faut-il faire ?","placeholder":"Dites ce qu'il faut faire","send":"Envoyer","stop":"Ne plus attendre"},"log":{"label":"Conversation","earlier":"Afficher les échanges précédents","newest":"Les plus récents"},"empty":{"title":"Que puis-je faire pour vous ?","hint":"Dites-le avec vos propres mots, ou commencez par un de ces exemples.","examples":"Exemples","turn_on":"Allume {name}","set_temperature":"Règle {name} à {value} degrés","which_lights":"Quelles lumières sont allumées ?","which_windows":"Quelles fenêtres sont ouvertes ?","lights_off":"Éteins toutes les lumières"},"turn":{"you":"Vous avez dit","agent":"Réponse","pressed_undo":"Vous avez appuyé sur Annuler","planned":"Comme prévu","pressed":"Vous avez appuyé sur un bouton","changes":"Ce qui a été fait","from":"de","to":"à","verified":"Vérifié","under_way":"En cours","unverified":"Pas confirmé","more_changes":{"one":"En afficher {count} de plus","other":"En afficher {count} de plus"},"fewer_changes":"En afficher moins","more_text":"Tout afficher","less_text":"Afficher moins","undo":"Annuler","undo_label":"Annuler : {words}","undone":"Annulé","why":"Pourquoi ?","why_label":"Pourquoi ? À propos de : {words}","explaining":"Recherche de l'explication","yes":"Oui","yes_label":"Oui, à : {question}","no":"Non","no_label":"Non, à : {question}","choices":"Choisissez","confirmed":"Vous avez dit oui.","rejected":"Vous avez dit non.","problems":"Ce qui n'a pas marché","call_failed":"Home Assistant a refusé « {action} » : {error}","by_agent":"Par {agent}","parts":"Fait avec : {agents}","parts_label":"Parties de : {words}","read":"Lu : {sources}"},"status":{"under_way":"En cours","scheduled":"Prévu","missed":"Manqué","partial":"Fait en partie","asked":"Attend votre réponse","refused":"Pas fait","failed":"N'a pas marché","not_understood":"Pas compris"},"layer":{"local":"Compris localement","app":"Compris par le modèle de l'app","other":"Compris par un autre modèle","local_time":"Compris localement en {time}","app_time":"Compris par le modèle de l'app en {time}","other_time":"Compris par un autre modèle en {time}"},"problem":{"no_such_device":"Cet appareil n'existe pas.","no_such_area":"Cette pièce ou cet étage n'existe pas.","not_in_area":"Il n'y a rien de ce genre à cet endroit.","ambiguous":"Il peut y en avoir plusieurs.","cannot":"L'appareil ne peut pas faire cela.","out_of_range":"La valeur est hors limites.","unavailable":"L'appareil ne répond pas en ce moment.","missing_value":"Il manque la valeur.","not_allowed":"Ce n'est pas autorisé.","not_exposed":"Les assistants n'ont pas accès à l'appareil.","failed":"Home Assistant a signalé une erreur.","not_verified":"Cela n'a pas pu être confirmé.","no_timers":"Il n'y a pas de minuteurs ici.","nothing_to_undo":"Il n'y a rien à annuler.","cannot_undo":"Cela ne peut pas être annulé.","changed_since":"Cela a changé depuis.","other":"Cela n'a pas pu être fait.","not_now":"C’était demandé pour plus tard, mais sans dire quand.","standing":"Pour ce qui se répète, créez une automatisation.","cannot_tell":"Impossible de dire si la condition est remplie.","passed":"Ce moment est passé.","too_far":"C’est trop loin dans le temps.","too_many":"Trop de choses sont déjà prévues.","overruled":"Autre chose passe avant.","overruled_by":"{agent} veut le contraire et passe avant.","overruled_by_person":"Une personne voulait le contraire, et cela passe avant."},"color":{"white":"blanc","red":"rouge","orange":"orange","yellow":"jaune","green":"vert","cyan":"cyan","blue":"bleu","purple":"violet","pink":"rose"},"attribute":{"color":"Couleur"},"overview":{"name":"LLM Agents : vos agents","description":"Voyez ce qui attend votre accord, comment vont vos agents et ce qu’ils retiennent.","title":"Vos agents","loading":"Chargement de vos agents"},"approval":{"title":"En attente de votre accord","none":"Rien ne vous attend.","items":"Ce que fait un oui","item":"{name} : {action}","asked_by":"Demandé par {name}","asked_by_you":"Demandé par vous","asked_by_voice":"Demandé à la voix","asked_by_automation":"Demandé par une automatisation","asked_by_other":"Demandé par quelqu’un d’autre","planned":"Personne n’était là pour répondre.","left":"Ouvert encore {time}","until":"Ouvert jusqu’à {time}","pin":"PIN","pin_label":"PIN pour : {question}","pin_hint":"4 à 12 chiffres","pin_wanted":"Votre code PIN est nécessaire.","outcome":"Ce qui en est résulté"},"agents":{"title":"Agents","none":"Il n’y a aucun agent auquel vous pouvez parler.","autonomy":"Autonomie de {agent}","never":"Aucune décision pour l’instant","decided":"Dernière : {status}, {time}","waiting":"Attendent un oui : {count}","success":"Vérifié : {percent}","budget_day":"Budget du jour utilisé : {percent}","budget_month":"Budget du mois utilisé : {percent}","today":"Aujourd’hui","month":"Ce mois-ci","tokens":"{count} jetons","all":"Tous les agents","models":"Modèles","model_ready":"Prêt","model_away":"Ne répond pas","model_spent":"Budget épuisé","model_local":"fonctionne à la maison","figures":"Jetons et coût"},"suggestion":{"title":"Suggestions","none":"Rien à suggérer pour le moment.","accept":"Créer l’automatisation","accept_label":"Créer l’automatisation : {title}","dismiss":"Non merci","dismiss_label":"Non merci : {title}","show":"Afficher l’automatisation","hide":"Masquer l’automatisation","made":"Une automatisation maintenant","edit":"La modifier","pasted_mark":"Son texte attend dans les réparations","of":"Une habitude de {name}","of_other":"Une habitude de quelqu’un d’autre","accepted":"Maintenant parmi vos automatisations : {text}","pasted":"Son texte attend dans les réparations, à coller : {text}","dismissed":"Ne sera plus jamais suggéré : {text}"},"memory":{"title":"Retenu","search":"Chercher dans ce qui est retenu","none":"Rien n’est encore retenu.","none_hint":"Dites « retiens que … » pour commencer.","not_found":"Rien n’est retenu sur « {words} ».","household":"Le foyer","person":"Vous","words":"Dit","answer":"Confirmé par un oui","repeated":"Remarqué plusieurs fois","entered":"Saisi","until":"Jusqu’à {time}","about":"À propos de {names}","name":"Nom","preference":"Préférence","correction":"Correction","habit":"Habitude","correct":"Corriger","correct_label":"Corriger : {text}","forget":"Oublier","forget_label":"Oublier : {text}","forget_question":"Oublier cela pour de bon ?","keep":"Garder","right":"Qu’est-ce qui est juste ?","save":"Enregistrer","cancel":"Annuler","forgotten":"Oublié : {text}","corrected":"Corrigé : {text}","more":"En afficher {count} de plus","fewer":"En afficher moins"},"decided":{"done":"fait","under_way":"en cours","scheduled":"prévu","missed":"manqué","partial":"fait en partie","answered":"répondu","asked":"attend un oui","refused":"pas fait","failed":"échoué","not_understood":"pas compris"},"role":{"orchestrator":"Coordination","comfort":"Confort","lighting":"Éclairage","security":"Sécurité","energy":"Énergie","care":"Entretien des appareils","household":"Foyer","custom":"Agent"},"autonomy":{"observe":"Observe","suggest":"Propose","ask":"Demande d’abord","act":"Agit"},"source":{"device_name":"noms d’appareils","state":"états d’appareils","calendar":"un agenda","todo":"une liste","notification":"une notification","web":"pages web","camera":"images de caméra","memory":"souvenirs","tool":"autres intégrations"},"action":{"turn_on":"allumer","turn_off":"éteindre","toggle":"basculer","set":"régler","adjust":"modifier","open":"ouvrir","close":"fermer","stop":"arrêter","lock":"verrouiller","unlock":"déverrouiller","arm":"armer","disarm":"désarmer","play":"lire","pause":"mettre en pause","next":"suivant","previous":"précédent","mute":"couper le son","unmute":"rétablir le son","start":"démarrer","dock":"renvoyer à la base","press":"appuyer","activate":"activer","undo":"annuler"},"energy":{"name":"LLM Agents : énergie","description":"Voyez le plan énergétique de votre maison, ce qu'il économise et pourquoi, et réglez un appareil à la main.","title":"Énergie","loading":"Chargement du plan","empty":"Pas encore d'équipement énergétique","empty_hint":"Ajoutez votre raccordement au réseau, une batterie, des panneaux solaires, une voiture, un chauffage ou une machine dans l'intégration, avec « Ajouter un équipement énergétique ». Le plan apparaît ici.","empty_link":"Ouvrir l'intégration","only_shows":"Il montre seulement ce qu'il ferait ; il n'allume et n'éteint rien.","asks_first":"Il demande avant d'allumer ou d'éteindre quoi que ce soit.","old":"Ce plan date de {time}. Il ne convient peut-être plus.","price":"Prix","per_kwh":"{price}/kWh","powers":"Puissance","load":"Maison","sun":"Soleil","grid":"Réseau","bought":"Du réseau","sold":"Vers le réseau","outdoor":"Dehors","home":"Maison","now":"Maintenant","time":"Heure","look":"Regarder une heure","to_now":"Revenir à maintenant","as_table":"En tableau","table":"Le plan en tableau","assets":"Appareils","unknown":"inconnu","nothing":"rien de prévu","idle":"au repos","takes":"prend {power}","gives":"donne {power}","until":"jusqu'à {time}","by_hand":"Réglé à la main","mode_label":"Ce qu'il fait","for_label":"Pendant","power_label":"Puissance en kW","set_title":"Régler {name} à la main","set":"Régler","set_label":"Régler {name} à la main","automatic":"Revenir à l'automatique","automatic_label":"Revenir à l'automatique : {name}","now_set":"{name} : {mode}, pendant {time}","now_automatic":"{name} suit à nouveau le plan.","saves":"Économisé grâce à lui : {today} aujourd'hui, {total} en tout.","would_save":"Il aurait économisé {today} aujourd'hui, {total} en tout.","would_today":"Aurait économisé aujourd'hui","would_total":"Aurait économisé en tout","saved_today":"Économisé aujourd'hui","saved_total":"Économisé en tout","since":"depuis : {time}","cost":"Coût, prochaines {hours}","without":"{amount} sans rien prévoir","what_if":"Et si … ?","what_if_hint":"Et si je chauffais à 22 degrés ?","what_if_ask":"Demander","errors":"Qualité des prévisions","unmet_title":"Ce qui ne peut pas être satisfait","mode":{"self_consume":"Utilise l'énergie de la maison","hold":"Garde sa charge","hold_charge":"Laisse le soleil aller au réseau","charge":"Charge","export":"Injecte dans le réseau","off":"Éteint","on":"Allumé","solar":"Ne prend que le surplus solaire"},"vehicle_mode":{"off":"Attend","on":"Charge","solar":"Ne charge qu'avec le surplus solaire"},"heating_mode":{"off":"Au repos","on":"Chauffe","keeps":"Maintient la température","solar":"Chauffe avec le surplus solaire"},"status":{"degraded":"Il manque quelque chose pour un bon plan. Il continue avec ce qui est connu.","no_plan":"Il n'y a pas de plan pour le moment. Chaque appareil fait ce qu'il fait de lui-même.","learning":"Il apprend encore à connaître votre maison. Le plan s'améliore dans les deux prochaines semaines."},"unmet":{"charge":"{name} : il manque {amount}, {time}.","comfort":"{name} sort des températures voulues, d'abord : {time}.","hot_water":"{name} devient trop froid, d'abord : {time}.","legionella":"{name} n'est pas assez chaud contre les légionelles, à temps pour : {time}.","programme":"{name} ne marche pas dans le temps voulu.","hours":"{name} marche {amount} de moins que voulu, échéance : {time}.","import_limit":"La maison prend plus que son raccordement ne permet, d'abord : {time}.","export_limit":"La maison injecte plus que son raccordement ne permet, d'abord : {time}.","reserve":"{name} descend au-dessous de sa réserve, d'abord : {time}.","other":"Un souhait pour {name} ne peut pas être satisfait."},"notice":{"other":"Il manque quelque chose pour un bon plan.","no_grid":"Le plan a besoin de votre raccordement au réseau. Ajoutez-le dans l'intégration.","no_prices":"Il n'y a pas de prix de {name}, donc pas de plan.","prices":"Les prix ne peuvent pas être lus tels qu'ils sont. Regardez les réglages du raccordement au réseau.","prices_no_prices":"La source des prix n'en a pas pour le moment. Le plan continue avec ceux des jours précédents.","no_weather":"Il n'y a pas de prévisions météo. Le plan prend les températures des derniers jours.","no_solar_forecast":"Il n'y a pas de prévision solaire pour {name}. Le plan prend ce que le soleil a donné des jours comme celui-ci.","unlearned":"On ne sait pas encore comment {name} garde la chaleur : le thermostat s’en charge.","unlearned_not_recorded":"{name} reste à son thermostat : sa température, sa puissance ou la température extérieure ne sont pas enregistrées, on ne peut donc pas apprendre comment la chaleur est gardée.","unlearned_too_short":"{name} reste à son thermostat : il faut au moins quatre jours de chauffage pour apprendre comment la chaleur est gardée.","unlearned_no_heat":"{name} reste à son thermostat : pas de chauffage ces dernières semaines, on ne peut donc pas apprendre comment la chaleur est gardée.","unlearned_no_movement":"{name} reste à son thermostat : la température ne change jamais. Vérifiez que le capteur fonctionne encore.","unlearned_no_pattern":"{name} reste à son thermostat : la température ne suit pas le chauffage. Vérifiez que ce sont les bons capteurs.","unlearned_unsure":"{name} reste à son thermostat : les dernières semaines ne disent pas encore comment la chaleur est gardée. Un nouvel essai est fait chaque jour.","no_plan":"Aucun plan n'a été trouvé. Le dernier bon continue là où c'est possible.","input_missing":"{name} ne donne rien. Le plan continue avec sa dernière valeur ou avec la valeur habituelle.","input_late":"{name} n'a rien donné depuis un moment. Le plan continue avec sa dernière valeur.","input_not_a_number":"{name} donne « {value} », qui n'est pas un nombre. Le plan continue avec sa dernière valeur ou avec la valeur habituelle.","input_negative":"{name} donne {value}, ce qui ne peut pas être négatif. Regardez le signe de son capteur.","input_absurd":"{name} donne {value}, ce qui est impossible. Le plan continue avec sa dernière valeur ou avec la valeur habituelle.","input_unit":"{name} donne {value}, ce qui n'est juste que dans une autre unité, et est pris ainsi. Regardez son unité.","input_stuck":"{name} donne {value} depuis longtemps sans aucun changement. Regardez si son capteur marche encore.","input_starting":"{name} donne {value} juste après son démarrage. Le plan attend une valeur qui peut être vraie.","desk_failed":"Quelque chose s'est mal passé dans la planification. Elle réessaie d'elle-même ; le journal en dit plus.","rivals":"Autre chose règle aussi {asset} : {name}. Ne laissez qu'un seul des deux le faire.","rivals_unknown":"Autre chose règle aussi {asset} ({entity}). Ne laissez qu'un seul des deux le faire.","not_shared":"{asset} ne peut pas être commandé : partagez {entities} avec l'assistant et avec l'agent d'énergie.","refused":"{asset} n'a pas été réglé : vos règles, ou quelqu'un qui veut le contraire, passent en premier.","failed":"{asset} n'a pas fait ce qui lui a été dit. Le plan réessaie."},"forecast":{"other":"Autre","load":"Maison","pv":"Soleil","outdoor":"Dehors","price":"Prix","hot_water":"Eau chaude"}}}`),it:/* @__PURE__ */ JSON.parse(`{"card":{"name":"LLM Agents","description":"Parla con la tua casa, guarda che cosa è stato fatto e verificato, chiedi perché e annulla.","title":"Parla con la tua casa"},"config":{"agent":"Agente","agent_help":"L'agente con cui parla questa scheda.","title":"Titolo","title_help":"Vuoto mostra il titolo consueto.","history":"Turni mostrati","history_help":"Quanti turni precedenti carica la scheda.","height":"Altezza in pixel","height_help":"Altezza della conversazione. Se vuota, decide la plancia.","approvals":"Domande in attesa","approvals_help":"Mostra ciò che attende il tuo sì, con i pulsanti per rispondere.","suggestions":"Suggerimenti","suggestions_help":"Mostra ciò che è stato notato e potrebbe essere un’automazione, con pulsanti per accettarlo.","agents":"Agenti","agents_help":"Mostra ogni agente con la sua autonomia, l’ultima decisione e i suoi numeri.","memory":"Ciò che è ricordato","memory_help":"Mostra ciò che è ricordato, per correggerlo o dimenticarlo.","past_hours":"Ore prima di adesso","past_hours_help":"Quanto si mostra di ciò che è stato misurato.","hours":"Ore da adesso in poi","hours_help":"Quanto si mostra del piano.","what_if":"Domande «e se»","what_if_help":"Mostra un campo per domande come «e se scaldassi a 22 gradi?»","as_table":"Come tabella","as_table_help":"Comincia con la tabella al posto dell'immagine."},"error":{"suggestion_gone":"A questo suggerimento è già stato risposto.","config_agent":"«{value}» non è l'entità di un agente; comincia con «conversation.»","config_history":"«history» deve essere un numero intero da {min} a {max}.","config_height":"«height» deve essere un numero di pixel da {min} a {max}.","unknown_agent":"L'agente «{agent}» non esiste. Scegline un altro nelle impostazioni di questa scheda.","unavailable":"L'agente al momento non è disponibile.","no_agent":"Questo agente non esiste più. Scegline un altro nelle impostazioni di questa scheda.","not_loaded":"LLM Agents non è ancora pronto. Riprova tra un attimo, o guarda l'integrazione nelle impostazioni.","not_set_up":"LLM Agents non è configurato. Aggiungi l'integrazione nelle impostazioni, in dispositivi e servizi.","load":"Non è stato possibile caricare i turni precedenti.","lost":"La connessione si è interrotta prima della risposta. Quando torna, qui compare ciò che è stato fatto.","stopped":"Hai smesso di aspettare. Quando è pronto, qui compare ciò che è stato fatto.","busy":"L'agente è ancora occupato con un'altra frase. Riprova tra un attimo.","unauthorized":"Non hai il permesso di farlo.","not_found":"Questo turno non è più noto.","timeout":"Home Assistant non ha risposto in tempo.","unknown":"Non ha funzionato. Riprova.","said":"Non ha funzionato: {message}","config_sections":"Almeno una sezione della scheda deve essere mostrata.","config_hours":"«{name}» deve essere un numero di ore da {min} a {max}.","load_energy":"Non è stato possibile caricare il piano.","load_overview":"Non è stato possibile caricare i tuoi agenti.","closed":"Questa domanda non è più aperta.","secret":"Sembra una password o un PIN. Non viene ricordato.","too_long":"È troppo lungo.","gone":"Non è più ricordato.","needs_admin":"Solo un amministratore può lasciare che un agente faccia di più."},"state":{"loading":"Caricamento della conversazione","disconnected":"Nessuna connessione a Home Assistant. La scheda riprende quando torna.","thinking":"Ci sto lavorando","retry":"Riprova"},"composer":{"label":"Che cosa deve succedere?","placeholder":"Di' che cosa deve succedere","send":"Invia","stop":"Smetti di aspettare"},"log":{"label":"Conversazione","earlier":"Mostra i turni precedenti","newest":"Più recenti"},"empty":{"title":"Che cosa posso fare per te?","hint":"Dillo con parole tue, o comincia con una di queste frasi.","examples":"Esempi","turn_on":"Accendi {name}","set_temperature":"Imposta {name} a {value} gradi","which_lights":"Quali luci sono accese?","which_windows":"Quali finestre sono aperte?","lights_off":"Spegni tutte le luci"},"turn":{"you":"Hai detto","agent":"Risposta","pressed_undo":"Hai premuto Annulla","planned":"Come previsto","pressed":"Hai premuto un pulsante","changes":"Che cosa è stato fatto","from":"da","to":"a","verified":"Verificato","under_way":"In corso","unverified":"Non confermato","more_changes":{"one":"Mostra ancora {count}","other":"Mostra altri {count}"},"fewer_changes":"Mostra meno","more_text":"Mostra tutto","less_text":"Mostra meno","undo":"Annulla","undo_label":"Annulla: {words}","undone":"Annullato","why":"Perché?","why_label":"Perché? A proposito di: {words}","explaining":"Sto guardando","yes":"Sì","yes_label":"Sì, a: {question}","no":"No","no_label":"No, a: {question}","choices":"Scegline uno","confirmed":"Hai detto sì.","rejected":"Hai detto no.","problems":"Che cosa non ha funzionato","call_failed":"Home Assistant ha rifiutato «{action}»: {error}","by_agent":"Da {agent}","parts":"Fatto insieme a: {agents}","parts_label":"Parti di: {words}","read":"Letto: {sources}"},"status":{"under_way":"In corso","scheduled":"In programma","missed":"Mancato","partial":"Fatto in parte","asked":"In attesa della tua risposta","refused":"Non fatto","failed":"Non ha funzionato","not_understood":"Non capito"},"layer":{"local":"Capito localmente","app":"Capito dal modello dell'app","other":"Capito da un altro modello","local_time":"Capito localmente in {time}","app_time":"Capito dal modello dell'app in {time}","other_time":"Capito da un altro modello in {time}"},"problem":{"no_such_device":"Non c'è nessun dispositivo così.","no_such_area":"Non c'è nessuna stanza o piano così.","not_in_area":"Lì non c'è niente di quel tipo.","ambiguous":"Potrebbe essere più di uno.","cannot":"Il dispositivo non può farlo.","out_of_range":"Il valore è fuori dai limiti.","unavailable":"Il dispositivo al momento non risponde.","missing_value":"Manca il valore.","not_allowed":"Questo non è permesso.","not_exposed":"Il dispositivo non è condiviso con gli assistenti.","failed":"Home Assistant ha segnalato un errore.","not_verified":"Non è stato possibile confermarlo.","no_timers":"Qui non ci sono timer.","nothing_to_undo":"Non c'è niente da annullare.","cannot_undo":"Questo non si può annullare.","changed_since":"Nel frattempo è cambiato.","other":"Non è stato possibile farlo.","not_now":"È stato chiesto per dopo, ma senza dire quando.","standing":"Per ciò che si ripete, crea un’automazione.","cannot_tell":"Non si può dire se la condizione vale.","passed":"Quel momento è passato.","too_far":"È troppo lontano nel tempo.","too_many":"È già pianificato troppo.","overruled":"Qualcos’altro viene prima.","overruled_by":"{agent} vuole il contrario e viene prima.","overruled_by_person":"Una persona voleva il contrario, e viene prima."},"color":{"white":"bianco","red":"rosso","orange":"arancione","yellow":"giallo","green":"verde","cyan":"ciano","blue":"blu","purple":"viola","pink":"rosa"},"attribute":{"color":"Colore"},"overview":{"name":"LLM Agents: i tuoi agenti","description":"Guarda cosa attende il tuo sì, come vanno i tuoi agenti e cosa ricordano.","title":"I tuoi agenti","loading":"Caricamento dei tuoi agenti"},"approval":{"title":"In attesa del tuo sì","none":"Niente ti attende.","items":"Cosa fa un sì","item":"{name}: {action}","asked_by":"Chiesto da {name}","asked_by_you":"Chiesto da te","asked_by_voice":"Chiesto a voce","asked_by_automation":"Chiesto da un’automazione","asked_by_other":"Chiesto da qualcun altro","planned":"Non c’era nessuno per rispondere.","left":"Aperta ancora {time}","until":"Aperta fino a {time}","pin":"PIN","pin_label":"PIN per: {question}","pin_hint":"Da 4 a 12 cifre","pin_wanted":"Serve il tuo PIN.","outcome":"Che cosa ne è stato"},"agents":{"title":"Agenti","none":"Non c’è alcun agente con cui puoi parlare.","autonomy":"Autonomia di {agent}","never":"Ancora nessuna decisione","decided":"Ultima: {status}, {time}","waiting":"Attendono un sì: {count}","success":"Verificato: {percent}","budget_day":"Budget di oggi usato: {percent}","budget_month":"Budget del mese usato: {percent}","today":"Oggi","month":"Questo mese","tokens":"{count} token","all":"Tutti gli agenti","models":"Modelli","model_ready":"Pronto","model_away":"Non risponde","model_spent":"Budget esaurito","model_local":"funziona in casa","figures":"Token e costo"},"suggestion":{"title":"Suggerimenti","none":"Al momento niente da suggerire.","accept":"Crea l’automazione","accept_label":"Crea l’automazione: {title}","dismiss":"No grazie","dismiss_label":"No grazie: {title}","show":"Mostra l’automazione","hide":"Nascondi l’automazione","made":"Ora è un’automazione","edit":"Modificala","pasted_mark":"Il suo testo aspetta tra le riparazioni","of":"Un’abitudine di {name}","of_other":"Un’abitudine di qualcun altro","accepted":"Ora tra le tue automazioni: {text}","pasted":"Il suo testo aspetta tra le riparazioni, da incollare: {text}","dismissed":"Non sarà più suggerito: {text}"},"memory":{"title":"Ricordato","search":"Cerca in ciò che è ricordato","none":"Non è ancora ricordato niente.","none_hint":"Di’ «ricorda che …» per cominciare.","not_found":"Niente è ricordato su «{words}».","household":"La famiglia","person":"Tu","words":"Detto","answer":"Confermato con un sì","repeated":"Notato più volte","entered":"Inserito","until":"Fino a {time}","about":"Riguarda {names}","name":"Nome","preference":"Preferenza","correction":"Correzione","habit":"Abitudine","correct":"Correggi","correct_label":"Correggi: {text}","forget":"Dimentica","forget_label":"Dimentica: {text}","forget_question":"Dimenticarlo per sempre?","keep":"Tieni","right":"Che cosa è giusto?","save":"Salva","cancel":"Annulla","forgotten":"Dimenticato: {text}","corrected":"Corretto: {text}","more":"Mostra altri {count}","fewer":"Mostra meno"},"decided":{"done":"fatto","under_way":"in corso","scheduled":"pianificato","missed":"mancato","partial":"fatto in parte","answered":"risposto","asked":"attende un sì","refused":"non fatto","failed":"non riuscito","not_understood":"non capito"},"role":{"orchestrator":"Coordinamento","comfort":"Comfort","lighting":"Illuminazione","security":"Sicurezza","energy":"Energia","care":"Cura dei dispositivi","household":"Famiglia","custom":"Agente"},"autonomy":{"observe":"Osserva","suggest":"Propone","ask":"Chiede prima","act":"Agisce"},"source":{"device_name":"nomi di dispositivi","state":"stati di dispositivi","calendar":"un calendario","todo":"un elenco","notification":"una notifica","web":"pagine web","camera":"immagini di telecamere","memory":"ricordi","tool":"altre integrazioni"},"action":{"turn_on":"accendere","turn_off":"spegnere","toggle":"commutare","set":"impostare","adjust":"cambiare","open":"aprire","close":"chiudere","stop":"fermare","lock":"bloccare","unlock":"sbloccare","arm":"inserire","disarm":"disinserire","play":"riprodurre","pause":"mettere in pausa","next":"successivo","previous":"precedente","mute":"silenziare","unmute":"riattivare l’audio","start":"avviare","dock":"tornare alla base","press":"premere","activate":"attivare","undo":"annullare"},"energy":{"name":"LLM Agents: energia","description":"Guarda il piano energetico della tua casa, quanto risparmia e perché, e imposta un dispositivo a mano.","title":"Energia","loading":"Caricamento del piano","empty":"Ancora nessuna risorsa energetica","empty_hint":"Aggiungi l'allacciamento alla rete, una batteria, pannelli solari, un'auto, il riscaldamento o una macchina nell'integrazione, con «Aggiungi risorsa energetica». Il piano compare qui.","empty_link":"Apri l'integrazione","only_shows":"Mostra solo che cosa farebbe; non accende e non spegne niente.","asks_first":"Chiede prima di accendere o spegnere qualcosa.","old":"Questo piano è di {time}. Potrebbe non andare più bene.","price":"Prezzo","per_kwh":"{price}/kWh","powers":"Potenza","load":"Casa","sun":"Sole","grid":"Rete","bought":"Dalla rete","sold":"In rete","outdoor":"Fuori","home":"Casa","now":"Adesso","time":"Ora","look":"Guarda un'ora","to_now":"Torna ad adesso","as_table":"Come tabella","table":"Il piano come tabella","assets":"Dispositivi","unknown":"non noto","nothing":"niente in programma","idle":"a riposo","takes":"assorbe {power}","gives":"eroga {power}","until":"fino a {time}","by_hand":"Impostato a mano","mode_label":"Che cosa fa","for_label":"Per","power_label":"Potenza in kW","set_title":"Imposta {name} a mano","set":"Imposta","set_label":"Imposta {name} a mano","automatic":"Torna ad automatico","automatic_label":"Torna ad automatico: {name}","now_set":"{name}: {mode}, per {time}","now_automatic":"{name} segue di nuovo il piano.","saves":"Risparmiato così: {today} oggi, {total} in tutto.","would_save":"Avrebbe risparmiato {today} oggi, {total} in tutto.","would_today":"Avrebbe risparmiato oggi","would_total":"Avrebbe risparmiato in tutto","saved_today":"Risparmiato oggi","saved_total":"Risparmiato in tutto","since":"inizio: {time}","cost":"Costo, prossime {hours}","without":"{amount} senza pianificare niente","what_if":"E se …?","what_if_hint":"E se scaldassi a 22 gradi?","what_if_ask":"Chiedi","errors":"Quanto erano buone le previsioni","unmet_title":"Che cosa non si può soddisfare","mode":{"self_consume":"Usa l'energia della casa","hold":"Conserva la carica","hold_charge":"Lascia andare il sole in rete","charge":"Carica","export":"Immette in rete","off":"Spento","on":"Acceso","solar":"Prende solo il surplus solare"},"vehicle_mode":{"off":"Aspetta","on":"Carica","solar":"Carica solo con il surplus solare"},"heating_mode":{"off":"A riposo","on":"Riscalda","keeps":"Mantiene la temperatura","solar":"Riscalda con il surplus solare"},"status":{"degraded":"Manca qualcosa per un buon piano. Continua con ciò che si sa.","no_plan":"Al momento non c'è un piano. Ogni dispositivo fa quello che fa da solo.","learning":"Sta ancora imparando a conoscere la tua casa. Il piano migliora nelle prossime due settimane."},"unmet":{"charge":"{name}: mancano {amount}, {time}.","comfort":"{name} esce dalle temperature volute, prima volta: {time}.","hot_water":"{name}: troppo freddo, prima volta: {time}.","legionella":"{name}: non abbastanza caldo contro la legionella, scadenza: {time}.","programme":"{name} non funziona nel tempo voluto.","hours":"{name}: {amount} di funzionamento in meno, scadenza: {time}.","import_limit":"La casa preleva più di quanto permetta l'allacciamento, prima volta: {time}.","export_limit":"La casa immette più di quanto permetta l'allacciamento, prima volta: {time}.","reserve":"{name} scende sotto la sua riserva, prima volta: {time}.","other":"Un desiderio per {name} non si può soddisfare."},"notice":{"other":"Manca qualcosa per un buon piano.","no_grid":"Al piano serve il tuo allacciamento alla rete. Aggiungilo nell'integrazione.","no_prices":"Non ci sono prezzi da {name}, quindi non c'è un piano.","prices":"I prezzi non si possono leggere così come sono. Guarda le impostazioni dell'allacciamento alla rete.","prices_no_prices":"La fonte dei prezzi al momento non ne ha. Il piano continua con quelli dei giorni prima.","no_weather":"Non ci sono previsioni del tempo. Il piano prende le temperature degli ultimi giorni.","no_solar_forecast":"Non c'è una previsione solare per {name}. Il piano prende quanto il sole ha dato in giorni come questo.","unlearned":"Non si sa ancora come {name} trattiene il calore: ci pensa il termostato.","unlearned_not_recorded":"{name} resta al termostato: temperatura, potenza o temperatura esterna non sono registrate, quindi non si può imparare come viene trattenuto il calore.","unlearned_too_short":"{name} resta al termostato: servono almeno quattro giorni di riscaldamento per imparare come viene trattenuto il calore.","unlearned_no_heat":"{name} resta al termostato: nelle ultime settimane non si è riscaldato, quindi non si può imparare come viene trattenuto il calore.","unlearned_no_movement":"{name} resta al termostato: la temperatura non cambia mai. Controlla che il sensore funzioni ancora.","unlearned_no_pattern":"{name} resta al termostato: la temperatura non segue il riscaldamento. Controlla che i sensori siano quelli giusti.","unlearned_unsure":"{name} resta al termostato: le ultime settimane non dicono ancora come viene trattenuto il calore. Si riprova ogni giorno.","no_plan":"Nessun piano trovato. L'ultimo buono continua dove può.","input_missing":"{name} non dà niente. Il piano continua con il suo ultimo valore o con quello abituale.","input_late":"{name} non dà notizie da un po'. Il piano continua con il suo ultimo valore.","input_not_a_number":"{name} dà «{value}», che non è un numero. Il piano continua con il suo ultimo valore o con quello abituale.","input_negative":"{name} dà {value}, che non può essere negativo. Guarda il segno del suo sensore.","input_absurd":"{name} dà {value}, che non può essere. Il piano continua con il suo ultimo valore o con quello abituale.","input_unit":"{name} dà {value}, che è giusto solo in un'altra unità, e viene preso così. Guarda la sua unità.","input_stuck":"{name} dà {value} da molto tempo senza cambiare. Guarda se il suo sensore funziona ancora.","input_starting":"{name} dà {value} subito dopo l'avvio. Il piano aspetta un valore che possa essere vero.","desk_failed":"Qualcosa è andato storto nella pianificazione. Riprova da sola; il registro dice di più.","rivals":"Anche qualcos'altro imposta {asset}: {name}. Lascialo fare a uno solo dei due.","rivals_unknown":"Anche qualcos'altro imposta {asset} ({entity}). Lascialo fare a uno solo dei due.","not_shared":"{asset} non si può comandare: condividi {entities} con l'assistente e con l'agente energia.","refused":"{asset} non è stato impostato: le tue regole, o qualcuno che vuole il contrario, hanno la precedenza.","failed":"{asset} non ha fatto quello che gli è stato detto. Il piano riprova."},"forecast":{"other":"Altro","load":"Casa","pv":"Sole","outdoor":"Fuori","price":"Prezzo","hot_water":"Acqua calda"}}}`),nl:/* @__PURE__ */ JSON.parse(`{"card":{"name":"LLM Agents","description":"Praat met je huis, zie wat er gedaan en gecontroleerd is, vraag waarom en draai het terug.","title":"Praat met je huis"},"config":{"agent":"Agent","agent_help":"De agent waarmee deze kaart praat.","title":"Titel","title_help":"Leeg toont de gewone titel.","history":"Getoonde beurten","history_help":"Hoeveel eerdere beurten de kaart laadt.","height":"Hoogte in pixels","height_help":"Hoogte van het gesprek. Leeg laat het dashboard beslissen.","approvals":"Open vragen","approvals_help":"Toont wat op je ja wacht, met knoppen om te antwoorden.","suggestions":"Suggesties","suggestions_help":"Toont wat is opgemerkt en een automatisering kan worden, met knoppen om het te aanvaarden.","agents":"Agenten","agents_help":"Toont elke agent met zijn zelfstandigheid, zijn laatste beslissing en zijn cijfers.","memory":"Wat is onthouden","memory_help":"Toont wat is onthouden, om het te verbeteren of te vergeten.","past_hours":"Uren voor nu","past_hours_help":"Hoeveel van wat is gemeten wordt getoond.","hours":"Uren vanaf nu","hours_help":"Hoeveel van het plan wordt getoond.","what_if":"Wat-als-vragen","what_if_help":"Toont een veld voor vragen als „wat als ik tot 22 graden verwarm?”","as_table":"Als tabel","as_table_help":"Begint met de tabel in plaats van het beeld."},"error":{"suggestion_gone":"Deze suggestie is al beantwoord.","config_agent":"„{value}” is niet de entiteit van een agent; die begint met „conversation.”","config_history":"„history” moet een geheel getal van {min} tot {max} zijn.","config_height":"„height” moet een aantal pixels van {min} tot {max} zijn.","unknown_agent":"De agent „{agent}” bestaat niet. Kies een andere in de instellingen van deze kaart.","unavailable":"De agent is op dit moment niet beschikbaar.","no_agent":"Deze agent bestaat niet meer. Kies een andere in de instellingen van deze kaart.","not_loaded":"LLM Agents is nog niet klaar. Probeer het zo meteen nog eens, of kijk in de instellingen naar de integratie.","not_set_up":"LLM Agents is niet ingesteld. Voeg de integratie toe in de instellingen, onder apparaten en diensten.","load":"De eerdere beurten konden niet worden geladen.","lost":"De verbinding viel weg voordat het antwoord kwam. Wat er gedaan is verschijnt hier zodra ze terug is.","stopped":"Je bent gestopt met wachten. Wat er gedaan is verschijnt hier zodra het klaar is.","busy":"De agent is nog bezig met een andere zin. Probeer het zo meteen nog eens.","unauthorized":"Dat mag je niet.","not_found":"Die beurt is niet meer bekend.","timeout":"Home Assistant antwoordde niet op tijd.","unknown":"Dat is niet gelukt. Probeer het nog eens.","said":"Dat is niet gelukt: {message}","config_sections":"Ten minste één deel van de kaart moet getoond worden.","config_hours":"„{name}” moet een aantal uren van {min} tot {max} zijn.","load_energy":"Het plan kon niet worden geladen.","load_overview":"Je agenten konden niet worden geladen.","closed":"Deze vraag staat niet meer open.","secret":"Dat lijkt op een wachtwoord of een pincode. Het wordt niet bewaard.","too_long":"Dat is te lang.","gone":"Dat is niet meer onthouden.","needs_admin":"Alleen een beheerder kan een agent meer laten doen."},"state":{"loading":"Het gesprek wordt geladen","disconnected":"Geen verbinding met Home Assistant. De kaart gaat verder zodra die terug is.","thinking":"Ik ben ermee bezig","retry":"Opnieuw proberen"},"composer":{"label":"Wat moet er gebeuren?","placeholder":"Zeg wat er moet gebeuren","send":"Versturen","stop":"Niet meer wachten"},"log":{"label":"Gesprek","earlier":"Eerdere beurten tonen","newest":"Nieuwste"},"empty":{"title":"Wat kan ik voor je doen?","hint":"Zeg het in je eigen woorden, of begin met een van deze.","examples":"Voorbeelden","turn_on":"Zet {name} aan","set_temperature":"Zet {name} op {value} graden","which_lights":"Welke lampen staan aan?","which_windows":"Welke ramen staan open?","lights_off":"Doe alle lampen uit"},"turn":{"you":"Je zei","agent":"Antwoord","pressed_undo":"Je drukte op Ongedaan maken","planned":"Zoals gepland","pressed":"Je drukte op een knop","changes":"Wat er gedaan is","from":"van","to":"naar","verified":"Gecontroleerd","under_way":"Onderweg","unverified":"Niet bevestigd","more_changes":{"one":"Nog {count} tonen","other":"Nog {count} tonen"},"fewer_changes":"Minder tonen","more_text":"Alles tonen","less_text":"Minder tonen","undo":"Ongedaan maken","undo_label":"Ongedaan maken: {words}","undone":"Teruggedraaid","why":"Waarom?","why_label":"Waarom? Over: {words}","explaining":"Ik zoek het op","yes":"Ja","yes_label":"Ja, op: {question}","no":"Nee","no_label":"Nee, op: {question}","choices":"Kies er een","confirmed":"Je zei ja.","rejected":"Je zei nee.","problems":"Wat niet lukte","call_failed":"Home Assistant weigerde „{action}”: {error}","by_agent":"Door {agent}","parts":"Samen gedaan met: {agents}","parts_label":"Delen van: {words}","read":"Gelezen: {sources}"},"status":{"under_way":"Onderweg","scheduled":"Gepland","missed":"Gemist","partial":"Gedeeltelijk gedaan","asked":"Wacht op je antwoord","refused":"Niet gedaan","failed":"Niet gelukt","not_understood":"Niet begrepen"},"layer":{"local":"Lokaal begrepen","app":"Begrepen door het model van de app","other":"Begrepen door een ander model","local_time":"Lokaal begrepen in {time}","app_time":"Begrepen door het model van de app in {time}","other_time":"Begrepen door een ander model in {time}"},"problem":{"no_such_device":"Zo'n apparaat is er niet.","no_such_area":"Zo'n kamer of verdieping is er niet.","not_in_area":"Daar is er zo geen.","ambiguous":"Het kan er meer dan één zijn.","cannot":"Het apparaat kan dat niet.","out_of_range":"De waarde valt buiten het bereik.","unavailable":"Het apparaat antwoordt op dit moment niet.","missing_value":"De waarde ontbreekt.","not_allowed":"Dat mag niet.","not_exposed":"Het apparaat is niet met assistenten gedeeld.","failed":"Home Assistant meldde een fout.","not_verified":"Het kon niet worden bevestigd.","no_timers":"Hier zijn geen timers.","nothing_to_undo":"Er is niets om terug te draaien.","cannot_undo":"Dat kan niet worden teruggedraaid.","changed_since":"Het is sindsdien veranderd.","other":"Het kon niet worden gedaan.","not_now":"Het was voor later gevraagd, maar niet voor wanneer.","standing":"Maak een automatisering voor wat steeds weer gebeurt.","cannot_tell":"Of de voorwaarde geldt, is niet te zeggen.","passed":"Die tijd is voorbij.","too_far":"Dat is te ver weg.","too_many":"Er is al te veel gepland.","overruled":"Iets anders gaat voor.","overruled_by":"{agent} wil het tegendeel en gaat voor.","overruled_by_person":"Een mens wilde het tegendeel, en dat gaat voor."},"color":{"white":"wit","red":"rood","orange":"oranje","yellow":"geel","green":"groen","cyan":"cyaan","blue":"blauw","purple":"paars","pink":"roze"},"attribute":{"color":"Kleur"},"overview":{"name":"LLM Agents: je agenten","description":"Zie wat op je ja wacht, hoe het met je agenten gaat en wat ze onthouden.","title":"Je agenten","loading":"Je agenten worden geladen"},"approval":{"title":"Wacht op je ja","none":"Niets wacht op je.","items":"Wat een ja doet","item":"{name}: {action}","asked_by":"Gevraagd door {name}","asked_by_you":"Gevraagd door jou","asked_by_voice":"Met de stem gevraagd","asked_by_automation":"Gevraagd door een automatisering","asked_by_other":"Gevraagd door iemand anders","planned":"Er was niemand om te antwoorden.","left":"Nog {time} open","until":"Open tot {time}","pin":"Pincode","pin_label":"Pincode voor: {question}","pin_hint":"4 tot 12 cijfers","pin_wanted":"Hiervoor is je pincode nodig.","outcome":"Wat ervan kwam"},"agents":{"title":"Agenten","none":"Er is geen agent met wie je mag praten.","autonomy":"Zelfstandigheid van {agent}","never":"Nog geen beslissing","decided":"Laatste: {status}, {time}","waiting":"Wachten op een ja: {count}","success":"Gecontroleerd: {percent}","budget_day":"Budget van vandaag gebruikt: {percent}","budget_month":"Budget van deze maand gebruikt: {percent}","today":"Vandaag","month":"Deze maand","tokens":"{count} tokens","all":"Alle agenten","models":"Modellen","model_ready":"Klaar","model_away":"Antwoordt niet","model_spent":"Budget op","model_local":"draait thuis","figures":"Tokens en kosten"},"suggestion":{"title":"Suggesties","none":"Op dit moment niets voor te stellen.","accept":"Automatisering maken","accept_label":"Automatisering maken: {title}","dismiss":"Nee, bedankt","dismiss_label":"Nee, bedankt: {title}","show":"Automatisering tonen","hide":"Automatisering verbergen","made":"Nu een automatisering","edit":"Bewerken","pasted_mark":"De tekst wacht bij de reparaties","of":"Een gewoonte van {name}","of_other":"Een gewoonte van iemand anders","accepted":"Nu bij je automatiseringen: {text}","pasted":"De tekst wacht bij de reparaties om te plakken: {text}","dismissed":"Wordt nooit meer voorgesteld: {text}"},"memory":{"title":"Onthouden","search":"Zoeken in wat is onthouden","none":"Er is nog niets onthouden.","none_hint":"Zeg “onthoud dat …” om te beginnen.","not_found":"Over “{words}” is niets onthouden.","household":"Het huishouden","person":"Jij","words":"Gezegd","answer":"Bevestigd met een ja","repeated":"Steeds weer opgemerkt","entered":"Ingevoerd","until":"Tot {time}","about":"Over {names}","name":"Naam","preference":"Voorkeur","correction":"Verbetering","habit":"Gewoonte","correct":"Verbeteren","correct_label":"Verbeteren: {text}","forget":"Vergeten","forget_label":"Vergeten: {text}","forget_question":"Dit voorgoed vergeten?","keep":"Behouden","right":"Wat is juist?","save":"Opslaan","cancel":"Annuleren","forgotten":"Vergeten: {text}","corrected":"Verbeterd: {text}","more":"Nog {count} tonen","fewer":"Minder tonen"},"decided":{"done":"gedaan","under_way":"onderweg","scheduled":"gepland","missed":"gemist","partial":"deels gedaan","answered":"beantwoord","asked":"wacht op een ja","refused":"niet gedaan","failed":"mislukt","not_understood":"niet begrepen"},"role":{"orchestrator":"Coördinatie","comfort":"Comfort","lighting":"Verlichting","security":"Veiligheid","energy":"Energie","care":"Zorg voor apparaten","household":"Huishouden","custom":"Agent"},"autonomy":{"observe":"Kijkt toe","suggest":"Stelt voor","ask":"Vraagt eerst","act":"Handelt"},"source":{"device_name":"namen van apparaten","state":"standen van apparaten","calendar":"een agenda","todo":"een lijst","notification":"een melding","web":"webpagina’s","camera":"camerabeelden","memory":"herinneringen","tool":"andere integraties"},"action":{"turn_on":"inschakelen","turn_off":"uitschakelen","toggle":"omschakelen","set":"instellen","adjust":"wijzigen","open":"openen","close":"sluiten","stop":"stoppen","lock":"vergrendelen","unlock":"ontgrendelen","arm":"inschakelen (alarm)","disarm":"uitschakelen (alarm)","play":"afspelen","pause":"pauzeren","next":"volgende","previous":"vorige","mute":"dempen","unmute":"dempen opheffen","start":"starten","dock":"naar het laadstation sturen","press":"indrukken","activate":"activeren","undo":"terugdraaien"},"energy":{"name":"LLM Agents: energie","description":"Zie het energieplan van je huis, wat het bespaart en waarom, en stel een apparaat met de hand in.","title":"Energie","loading":"Het plan wordt geladen","empty":"Nog geen energieonderdeel","empty_hint":"Voeg bij de integratie je netaansluiting, een batterij, zonnepanelen, een auto, verwarming of een machine toe met „Energieonderdeel toevoegen”. Het plan verschijnt hier.","empty_link":"De integratie openen","only_shows":"Het toont alleen wat het zou doen; het schakelt niets.","asks_first":"Het vraagt voordat het iets schakelt.","old":"Dit plan is van {time}. Misschien klopt het niet meer.","price":"Prijs","per_kwh":"{price}/kWh","powers":"Vermogen","load":"Huis","sun":"Zon","grid":"Net","bought":"Van het net","sold":"Naar het net","outdoor":"Buiten","home":"Huis","now":"Nu","time":"Tijd","look":"Een tijd bekijken","to_now":"Terug naar nu","as_table":"Als tabel","table":"Het plan als tabel","assets":"Apparaten","unknown":"niet bekend","nothing":"niets gepland","idle":"in rust","takes":"neemt {power}","gives":"geeft {power}","until":"tot {time}","by_hand":"Met de hand ingesteld","mode_label":"Wat het doet","for_label":"Gedurende","power_label":"Vermogen in kW","set_title":"{name} met de hand instellen","set":"Instellen","set_label":"{name} met de hand instellen","automatic":"Terug naar automatisch","automatic_label":"Terug naar automatisch: {name}","now_set":"{name}: {mode}, gedurende {time}","now_automatic":"{name} volgt het plan weer.","saves":"Hiermee bespaard: {today} vandaag, {total} in totaal.","would_save":"Hiermee zou zijn bespaard: {today} vandaag, {total} in totaal.","would_today":"Zou vandaag zijn bespaard","would_total":"Zou in totaal zijn bespaard","saved_today":"Vandaag bespaard","saved_total":"In totaal bespaard","since":"sinds {time}","cost":"Kosten, komende {hours}","without":"{amount} als er niets was gepland","what_if":"Wat als …?","what_if_hint":"Wat als ik tot 22 graden verwarm?","what_if_ask":"Vragen","errors":"Hoe goed de voorspellingen waren","unmet_title":"Wat niet kan worden vervuld","mode":{"self_consume":"Dekt het eigen verbruik","hold":"Houdt de lading vast","hold_charge":"Laat de zon naar het net gaan","charge":"Laadt","export":"Levert terug aan het net","off":"Uit","on":"Aan","solar":"Neemt alleen zonne-overschot"},"vehicle_mode":{"off":"Wacht","on":"Laadt","solar":"Laadt alleen zonne-overschot"},"heating_mode":{"off":"Rust","on":"Verwarmt","keeps":"Houdt de temperatuur","solar":"Verwarmt alleen met zonne-overschot"},"status":{"degraded":"Er ontbreekt iets voor een goed plan. Het gaat verder met wat bekend is.","no_plan":"Er is op dit moment geen plan. Elk apparaat doet wat het uit zichzelf doet.","learning":"Het leert je huis nog kennen. In de komende twee weken wordt het plan beter."},"unmet":{"charge":"{name} komt {amount} tekort ({time}).","comfort":"{name} komt buiten de gewenste temperaturen, voor het eerst {time}.","hot_water":"{name} wordt te koel, voor het eerst {time}.","legionella":"{name} wordt voor {time} niet heet genoeg tegen legionella.","programme":"{name} draait niet in de gewenste tijd.","hours":"{name} draait tot {time} {amount} te weinig.","import_limit":"Het huis neemt meer dan de aansluiting toestaat, voor het eerst {time}.","export_limit":"Het huis levert meer terug dan de aansluiting toestaat, voor het eerst {time}.","reserve":"{name} komt onder de reserve, voor het eerst {time}.","other":"Een wens voor {name} kan niet worden vervuld."},"notice":{"other":"Er ontbreekt iets voor een goed plan.","no_grid":"Het plan heeft je netaansluiting nodig. Voeg die toe bij de integratie.","no_prices":"Er zijn geen prijzen van {name}, dus is er geen plan.","prices":"De prijzen kunnen zo niet worden gelezen. Kijk naar de instellingen van de netaansluiting.","prices_no_prices":"De bron van de prijzen heeft er op dit moment geen. Het plan gaat verder met die van de dagen ervoor.","no_weather":"Er is geen weersvoorspelling. Het plan neemt de temperaturen van de laatste dagen.","no_solar_forecast":"Er is geen zonvoorspelling voor {name}. Het plan neemt wat de zon op zulke dagen gaf.","unlearned":"Hoe {name} warmte vasthoudt is nog niet bekend, dus regelt de thermostaat zelf.","unlearned_not_recorded":"{name} blijft aan de thermostaat: temperatuur, vermogen of buitentemperatuur worden niet opgenomen, dus valt niet te leren hoe warmte wordt vastgehouden.","unlearned_too_short":"{name} blijft aan de thermostaat: er zijn minstens vier dagen met verwarming nodig om te leren hoe warmte wordt vastgehouden.","unlearned_no_heat":"{name} blijft aan de thermostaat: de laatste weken is niet verwarmd, dus valt niet te leren hoe warmte wordt vastgehouden.","unlearned_no_movement":"{name} blijft aan de thermostaat: de temperatuur verandert nooit. Kijk of de sensor nog werkt.","unlearned_no_pattern":"{name} blijft aan de thermostaat: de temperatuur volgt de verwarming niet. Kijk of het de juiste sensoren zijn.","unlearned_unsure":"{name} blijft aan de thermostaat: de laatste weken zeggen nog niet hoe warmte wordt vastgehouden. Elke dag wordt het opnieuw geprobeerd.","no_plan":"Er is geen plan gevonden. Het laatste goede gaat door waar dat kan.","input_missing":"{name} meldt niets. Het plan gaat verder met de laatste waarde of met wat gebruikelijk is.","input_late":"{name} heeft een tijdje niets gemeld. Het plan gaat verder met de laatste waarde.","input_not_a_number":"{name} meldt „{value}”, en dat is geen getal. Het plan gaat verder met de laatste waarde of met wat gebruikelijk is.","input_negative":"{name} meldt {value}, en dat kan niet negatief zijn. Kijk naar het teken van de sensor.","input_absurd":"{name} meldt {value}, en dat kan niet. Het plan gaat verder met de laatste waarde of met wat gebruikelijk is.","input_unit":"{name} meldt {value}; dat klopt alleen in een andere eenheid, en wordt zo genomen. Kijk naar de eenheid.","input_stuck":"{name} meldt al lang onveranderd {value}. Kijk of de sensor nog werkt.","input_starting":"{name} meldt {value} meteen na het starten. Het plan wacht op een waarde die kan kloppen.","desk_failed":"Er ging iets mis bij het plannen. Het wordt vanzelf opnieuw geprobeerd; het logboek zegt meer.","rivals":"Iets anders stelt {asset} ook in: {name}. Laat maar één van beide dat doen.","rivals_unknown":"Iets anders stelt {asset} ook in ({entity}). Laat maar één van beide dat doen.","not_shared":"{asset} kan niet worden aangestuurd: deel {entities} met de assistent, en met de energieagent.","refused":"{asset} werd niet ingesteld: je regels gaan voor, of iemand wil het tegendeel.","failed":"{asset} deed niet wat er werd gezegd. Het plan probeert het opnieuw."},"forecast":{"other":"Overig","load":"Huis","pv":"Zon","outdoor":"Buiten","price":"Prijs","hot_water":"Warm water"}}}`),pl:/* @__PURE__ */ JSON.parse(`{"card":{"name":"LLM Agents","description":"Rozmawiaj ze swoim domem, zobacz, co zostało zrobione i sprawdzone, zapytaj dlaczego i cofnij to.","title":"Porozmawiaj z domem"},"config":{"agent":"Agent","agent_help":"Agent, z którym rozmawia ta karta.","title":"Tytuł","title_help":"Puste pole pokazuje zwykły tytuł.","history":"Pokazywane polecenia","history_help":"Ile wcześniejszych poleceń wczytuje karta.","height":"Wysokość w pikselach","height_help":"Wysokość rozmowy. Przy pustym polu decyduje pulpit.","approvals":"Oczekujące pytania","approvals_help":"Pokazuje, co czeka na Twoje „tak”, z przyciskami do odpowiedzi.","suggestions":"Propozycje","suggestions_help":"Pokazuje, co zauważono i co mogłoby być automatyzacją, z przyciskami do przyjęcia.","agents":"Agenci","agents_help":"Pokazuje każdego agenta z jego samodzielnością, ostatnią decyzją i liczbami.","memory":"Co jest zapamiętane","memory_help":"Pokazuje, co jest zapamiętane, aby to poprawić lub zapomnieć.","past_hours":"Godziny przed teraz","past_hours_help":"Ile z tego, co zmierzono, jest pokazane.","hours":"Godziny od teraz","hours_help":"Ile planu jest pokazane.","what_if":"Pytania „co jeśli”","what_if_help":"Pokazuje pole na pytania takie jak „co, jeśli ogrzeję do 22 stopni?”","as_table":"Jako tabela","as_table_help":"Zaczyna od tabeli zamiast wykresu."},"error":{"suggestion_gone":"Na tę propozycję już odpowiedziano.","config_agent":"„{value}” nie jest encją agenta; taka encja zaczyna się od „conversation.”","config_history":"„history” musi być liczbą całkowitą od {min} do {max}.","config_height":"„height” musi być liczbą pikseli od {min} do {max}.","unknown_agent":"Agent „{agent}” nie istnieje. Wybierz innego w ustawieniach tej karty.","unavailable":"Agent jest w tej chwili niedostępny.","no_agent":"Ten agent już nie istnieje. Wybierz innego w ustawieniach tej karty.","not_loaded":"LLM Agents nie jest jeszcze gotowe. Spróbuj za chwilę albo zajrzyj do integracji w ustawieniach.","not_set_up":"LLM Agents nie jest skonfigurowane. Dodaj integrację w ustawieniach, w sekcji urządzeń oraz usług.","load":"Nie udało się wczytać wcześniejszych poleceń.","lost":"Połączenie zostało przerwane, zanim nadeszła odpowiedź. Po jego powrocie pojawi się tu, co zostało zrobione.","stopped":"Nie czekasz już na odpowiedź. Gdy będzie gotowa, pojawi się tu, co zostało zrobione.","busy":"Agent zajmuje się jeszcze innym zdaniem. Spróbuj za chwilę.","unauthorized":"Nie masz do tego uprawnień.","not_found":"To polecenie nie jest już znane.","timeout":"Home Assistant nie odpowiedział na czas.","unknown":"Nie udało się. Spróbuj jeszcze raz.","said":"Nie udało się: {message}","config_sections":"Trzeba pokazać co najmniej jedną część karty.","config_hours":"„{name}” musi być liczbą godzin od {min} do {max}.","load_energy":"Nie udało się wczytać planu.","load_overview":"Nie udało się wczytać agentów.","closed":"To pytanie nie jest już otwarte.","secret":"To wygląda na hasło lub PIN. Nie zostanie zapamiętane.","too_long":"To jest za długie.","gone":"To nie jest już zapamiętane.","needs_admin":"Tylko administrator może pozwolić agentowi na więcej."},"state":{"loading":"Wczytywanie rozmowy","disconnected":"Brak połączenia z Home Assistantem. Karta wznowi pracę, gdy ono wróci.","thinking":"Pracuję nad tym","retry":"Spróbuj ponownie"},"composer":{"label":"Co ma się stać?","placeholder":"Powiedz, co ma się stać","send":"Wyślij","stop":"Nie czekaj dłużej"},"log":{"label":"Rozmowa","earlier":"Pokaż wcześniejsze polecenia","newest":"Najnowsze"},"empty":{"title":"W czym mogę pomóc?","hint":"Powiedz to własnymi słowami albo zacznij od jednego z tych zdań.","examples":"Przykłady","turn_on":"Włącz {name}","set_temperature":"Ustaw {name} na {value} stopni","which_lights":"Które światła są włączone?","which_windows":"Które okna są otwarte?","lights_off":"Wyłącz wszystkie światła"},"turn":{"you":"Twoje słowa","agent":"Odpowiedź","pressed_undo":"Naciśnięto „Cofnij”","planned":"Zgodnie z planem","pressed":"Naciśnięto przycisk","changes":"Co zostało zrobione","from":"z","to":"na","verified":"Sprawdzone","under_way":"W toku","unverified":"Niepotwierdzone","more_changes":{"one":"Pokaż jeszcze {count}","other":"Pokaż jeszcze {count}"},"fewer_changes":"Pokaż mniej","more_text":"Pokaż wszystko","less_text":"Pokaż mniej","undo":"Cofnij","undo_label":"Cofnij: {words}","undone":"Cofnięte","why":"Dlaczego?","why_label":"Dlaczego? Pytanie o: {words}","explaining":"Sprawdzam","yes":"Tak","yes_label":"Tak, na pytanie: {question}","no":"Nie","no_label":"Nie, na pytanie: {question}","choices":"Wybierz jedno","confirmed":"Twoja odpowiedź to „tak”.","rejected":"Twoja odpowiedź to „nie”.","problems":"Co się nie udało","call_failed":"Home Assistant odrzucił „{action}”: {error}","by_agent":"Wykonał: {agent}","parts":"Zrobione razem z: {agents}","parts_label":"Części: {words}","read":"Przeczytane: {sources}"},"status":{"under_way":"W toku","scheduled":"Zaplanowane","missed":"Pominięte","partial":"Zrobione częściowo","asked":"Czeka na twoją odpowiedź","refused":"Nie zrobione","failed":"Nie udało się","not_understood":"Niezrozumiane"},"layer":{"local":"Zrozumiane lokalnie","app":"Zrozumiane przez model aplikacji","other":"Zrozumiane przez inny model","local_time":"Zrozumiane lokalnie w {time}","app_time":"Zrozumiane przez model aplikacji w {time}","other_time":"Zrozumiane przez inny model w {time}"},"problem":{"no_such_device":"Nie ma takiego urządzenia.","no_such_area":"Nie ma takiego pokoju ani piętra.","not_in_area":"Nie ma tam nic takiego.","ambiguous":"Pasuje więcej niż jedno.","cannot":"Urządzenie tego nie potrafi.","out_of_range":"Wartość jest poza zakresem.","unavailable":"Urządzenie w tej chwili nie odpowiada.","missing_value":"Brakuje wartości.","not_allowed":"To nie jest dozwolone.","not_exposed":"Urządzenie nie jest udostępnione asystentom.","failed":"Home Assistant zgłosił błąd.","not_verified":"Nie udało się tego potwierdzić.","no_timers":"Nie ma tu minutników.","nothing_to_undo":"Nie ma czego cofnąć.","cannot_undo":"Tego nie można cofnąć.","changed_since":"Od tego czasu to się zmieniło.","other":"Nie udało się tego zrobić.","not_now":"Miało to być później, ale nie wiadomo kiedy.","standing":"Do tego, co dzieje się wciąż na nowo, utwórz automatyzację.","cannot_tell":"Nie da się stwierdzić, czy warunek jest spełniony.","passed":"Ten czas już minął.","too_far":"To zbyt odległy czas.","too_many":"Zaplanowano już zbyt wiele.","overruled":"Coś innego ma pierwszeństwo.","overruled_by":"{agent} chce czegoś przeciwnego i ma pierwszeństwo.","overruled_by_person":"Człowiek chciał czegoś przeciwnego i to ma pierwszeństwo."},"color":{"white":"biały","red":"czerwony","orange":"pomarańczowy","yellow":"żółty","green":"zielony","cyan":"cyjan","blue":"niebieski","purple":"fioletowy","pink":"różowy"},"attribute":{"color":"Kolor"},"overview":{"name":"LLM Agents: Twoi agenci","description":"Zobacz, co czeka na Twoje „tak”, jak radzą sobie agenci i co pamiętają.","title":"Twoi agenci","loading":"Wczytywanie agentów"},"approval":{"title":"Czeka na Twoje „tak”","none":"Nic na Ciebie nie czeka.","items":"Co zrobi „tak”","item":"{name}: {action}","asked_by":"Pyta: {name}","asked_by_you":"Ty o to poprosiłeś(-aś)","asked_by_voice":"Poproszono głosem","asked_by_automation":"Poprosiła automatyzacja","asked_by_other":"Poprosił ktoś inny","planned":"Nikogo nie było, żeby odpowiedzieć.","left":"Otwarte jeszcze {time}","until":"Otwarte do {time}","pin":"PIN","pin_label":"PIN do: {question}","pin_hint":"od 4 do 12 cyfr","pin_wanted":"Potrzebny jest Twój PIN.","outcome":"Co z tego wyszło"},"agents":{"title":"Agenci","none":"Nie ma agenta, z którym możesz rozmawiać.","autonomy":"Samodzielność: {agent}","never":"Jeszcze bez decyzji","decided":"Ostatnio: {status}, {time}","waiting":"Czeka na „tak”: {count}","success":"Sprawdzone: {percent}","budget_day":"Wykorzystany dzisiejszy budżet: {percent}","budget_month":"Wykorzystany budżet miesiąca: {percent}","today":"Dziś","month":"W tym miesiącu","tokens":"Tokeny: {count}","all":"Wszyscy agenci","models":"Modele","model_ready":"Gotowy","model_away":"Nie odpowiada","model_spent":"Budżet wyczerpany","model_local":"działa w domu","figures":"Tokeny i koszt"},"suggestion":{"title":"Propozycje","none":"Na razie nic do zaproponowania.","accept":"Utwórz automatyzację","accept_label":"Utwórz automatyzację: {title}","dismiss":"Nie, dziękuję","dismiss_label":"Nie, dziękuję: {title}","show":"Pokaż automatyzację","hide":"Ukryj automatyzację","made":"Teraz to automatyzacja","edit":"Edytuj","pasted_mark":"Jej tekst czeka wśród napraw","of":"Nawyk: {name}","of_other":"Nawyk kogoś innego","accepted":"Teraz wśród Twoich automatyzacji: {text}","pasted":"Tekst czeka wśród napraw na wklejenie: {text}","dismissed":"Nie będzie już proponowane: {text}"},"memory":{"title":"Zapamiętane","search":"Szukaj w zapamiętanym","none":"Nic jeszcze nie zapamiętano.","none_hint":"Powiedz „zapamiętaj, że …”, aby zacząć.","not_found":"Nic nie zapamiętano o „{words}”.","household":"Domownicy","person":"Ty","words":"Powiedziane","answer":"Potwierdzone słowem „tak”","repeated":"Zauważone wiele razy","entered":"Wpisane","until":"Do {time}","about":"Dotyczy: {names}","name":"Nazwa","preference":"Upodobanie","correction":"Poprawka","habit":"Zwyczaj","correct":"Popraw","correct_label":"Popraw: {text}","forget":"Zapomnij","forget_label":"Zapomnij: {text}","forget_question":"Zapomnieć to na zawsze?","keep":"Zachowaj","right":"Jak jest poprawnie?","save":"Zapisz","cancel":"Anuluj","forgotten":"Zapomniane: {text}","corrected":"Poprawione: {text}","more":"Pokaż jeszcze {count}","fewer":"Pokaż mniej"},"decided":{"done":"zrobione","under_way":"w toku","scheduled":"zaplanowane","missed":"pominięte","partial":"częściowo zrobione","answered":"odpowiedziano","asked":"czeka na „tak”","refused":"nie zrobiono","failed":"nie udało się","not_understood":"nie zrozumiano"},"role":{"orchestrator":"Koordynacja","comfort":"Komfort","lighting":"Oświetlenie","security":"Bezpieczeństwo","energy":"Energia","care":"Opieka nad urządzeniami","household":"Dom","custom":"Agent"},"autonomy":{"observe":"Obserwuje","suggest":"Proponuje","ask":"Najpierw pyta","act":"Działa"},"source":{"device_name":"nazwy urządzeń","state":"stany urządzeń","calendar":"kalendarz","todo":"lista","notification":"powiadomienie","web":"strony internetowe","camera":"obrazy z kamer","memory":"wspomnienia","tool":"inne integracje"},"action":{"turn_on":"włącz","turn_off":"wyłącz","toggle":"przełącz","set":"ustaw","adjust":"zmień","open":"otwórz","close":"zamknij","stop":"zatrzymaj","lock":"zablokuj","unlock":"odblokuj","arm":"uzbrój","disarm":"rozbrój","play":"odtwarzaj","pause":"wstrzymaj","next":"następny","previous":"poprzedni","mute":"wycisz","unmute":"wyłącz wyciszenie","start":"uruchom","dock":"wróć do stacji","press":"naciśnij","activate":"aktywuj","undo":"cofnij"},"energy":{"name":"LLM Agents: energia","description":"Zobacz plan energii swojego domu, ile oszczędza i dlaczego, i ustaw urządzenie ręcznie.","title":"Energia","loading":"Wczytywanie planu","empty":"Nie ma jeszcze zasobu energetycznego","empty_hint":"Dodaj w integracji przyłącze do sieci, magazyn energii, panele słoneczne, samochód, ogrzewanie lub sprzęt przez „Dodaj zasób energetyczny”. Plan pojawi się tutaj.","empty_link":"Otwórz integrację","only_shows":"Pokazuje tylko, co by zrobił; niczego nie przełącza.","asks_first":"Pyta, zanim coś przełączy.","old":"Ten plan jest z {time}. Może już nie pasować.","price":"Cena","per_kwh":"{price}/kWh","powers":"Moc","load":"Dom","sun":"Słońce","grid":"Sieć","bought":"Z sieci","sold":"Do sieci","outdoor":"Na zewnątrz","home":"Dom","now":"Teraz","time":"Czas","look":"Zobacz inną porę","to_now":"Wróć do teraz","as_table":"Jako tabela","table":"Plan jako tabela","assets":"Urządzenia","unknown":"nieznane","nothing":"nic nie zaplanowano","idle":"bezczynne","takes":"pobiera {power}","gives":"daje {power}","until":"do {time}","by_hand":"Ustawione ręcznie","mode_label":"Co robi","for_label":"Na","power_label":"Moc w kW","set_title":"Ustaw ręcznie: {name}","set":"Ustaw","set_label":"Ustaw ręcznie: {name}","automatic":"Znów automatycznie","automatic_label":"Znów automatycznie: {name}","now_set":"{name}: {mode}, przez {time}","now_automatic":"{name} znów trzyma się planu.","saves":"Zaoszczędzono dzięki temu: {today} dziś, {total} łącznie.","would_save":"Zaoszczędziłoby to {today} dziś, {total} łącznie.","would_today":"Możliwa oszczędność dziś","would_total":"Możliwa oszczędność łącznie","saved_today":"Zaoszczędzono dziś","saved_total":"Zaoszczędzono łącznie","since":"od {time}","cost":"Koszt, następne {hours}","without":"{amount}, gdyby nic nie planować","what_if":"Co, jeśli …?","what_if_hint":"Co, jeśli ogrzeję do 22 stopni?","what_if_ask":"Zapytaj","errors":"Jak trafne były prognozy","unmet_title":"Czego nie da się spełnić","mode":{"self_consume":"Zużywa własną energię","hold":"Zatrzymuje energię","hold_charge":"Puszcza słońce do sieci","charge":"Ładuje","export":"Oddaje do sieci","off":"Wyłączone","on":"Włączone","solar":"Bierze tylko nadwyżkę słońca"},"vehicle_mode":{"off":"Czeka","on":"Ładuje","solar":"Ładuje tylko z nadwyżki słońca"},"heating_mode":{"off":"Nie działa","on":"Grzeje","keeps":"Utrzymuje temperaturę","solar":"Grzeje tylko z nadwyżki słońca"},"status":{"degraded":"Czegoś brakuje do dobrego planu. Działa dalej z tym, co wiadomo.","no_plan":"W tej chwili nie ma planu. Każde urządzenie działa po swojemu.","learning":"Plan dopiero poznaje twój dom. W ciągu najbliższych dwóch tygodni będzie coraz lepszy."},"unmet":{"charge":"{name}: o {time} zabraknie {amount}.","comfort":"{name} wychodzi poza żądane temperatury, najpierw o {time}.","hot_water":"{name}: robi się za chłodno, najpierw o {time}.","legionella":"{name}: do {time} woda nie będzie dość gorąca przeciw legionelli.","programme":"{name} nie działa w żądanym czasie.","hours":"{name}: do {time} o {amount} pracy za mało.","import_limit":"Dom pobiera więcej, niż pozwala przyłącze, najpierw o {time}.","export_limit":"Dom oddaje więcej, niż pozwala przyłącze, najpierw o {time}.","reserve":"{name} spada poniżej rezerwy, najpierw o {time}.","other":"Życzenia nie da się spełnić: {name}."},"notice":{"other":"Czegoś brakuje do dobrego planu.","no_grid":"Plan potrzebuje przyłącza do sieci. Dodaj je w integracji.","no_prices":"{name} nie podaje cen, więc nie ma planu.","prices":"Cen w tej postaci nie da się odczytać. Zajrzyj do ustawień przyłącza do sieci.","prices_no_prices":"Źródło cen nie ma teraz żadnych. Plan działa dalej z cenami z poprzednich dni.","no_weather":"Nie ma prognozy pogody. Plan bierze temperatury z ostatnich dni.","no_solar_forecast":"Nie ma prognozy słońca: {name}. Plan bierze to, co słońce dawało w podobne dni.","unlearned":"Nie wiadomo jeszcze, jak {name} trzyma ciepło, więc zajmuje się tym termostat.","unlearned_not_recorded":"{name}: zajmuje się tym termostat. Temperatura, moc lub temperatura na zewnątrz nie są zapisywane, więc nie można się nauczyć, jak trzyma się ciepło.","unlearned_too_short":"{name}: zajmuje się tym termostat. Potrzeba co najmniej czterech dni z ogrzewaniem, by się nauczyć, jak trzyma się ciepło.","unlearned_no_heat":"{name}: zajmuje się tym termostat. W ostatnich tygodniach nie ogrzewano, więc nie można się nauczyć, jak trzyma się ciepło.","unlearned_no_movement":"{name}: zajmuje się tym termostat. Temperatura nigdy się nie zmienia. Sprawdź, czy czujnik jeszcze działa.","unlearned_no_pattern":"{name}: zajmuje się tym termostat. Temperatura nie podąża za ogrzewaniem. Sprawdź, czy to właściwe czujniki.","unlearned_unsure":"{name}: zajmuje się tym termostat. Ostatnie tygodnie jeszcze nie mówią, jak trzyma się ciepło. Próba jest ponawiana każdego dnia.","no_plan":"Nie znaleziono planu. Ostatni dobry trwa, gdzie może.","input_missing":"{name} nic nie podaje. Plan działa dalej z ostatnią wartością albo z typową.","input_late":"{name} od jakiegoś czasu się nie odzywa. Plan działa dalej z ostatnią wartością.","input_not_a_number":"{name} podaje „{value}”, a to nie jest liczba. Plan działa dalej z ostatnią wartością albo z typową.","input_negative":"{name} podaje {value}, a to nie może być ujemne. Sprawdź znak czujnika.","input_absurd":"{name} podaje {value}, a to niemożliwe. Plan działa dalej z ostatnią wartością albo z typową.","input_unit":"{name} podaje {value}, co zgadza się tylko w innej jednostce i tak jest brane. Sprawdź jednostkę.","input_stuck":"{name} od dawna bez zmian podaje {value}. Sprawdź, czy czujnik jeszcze działa.","input_starting":"{name} podaje {value} tuż po uruchomieniu. Plan czeka na wartość, która może być prawdziwa.","desk_failed":"Podczas planowania coś poszło nie tak. Próba jest ponawiana sama; więcej jest w dzienniku.","rivals":"{asset}: ustawia to też {name}. Niech robi to tylko jedno.","rivals_unknown":"{asset}: ustawia to też coś innego ({entity}). Niech robi to tylko jedno.","not_shared":"{asset}: nie można sterować. Udostępnij {entities} asystentowi i agentowi energii.","refused":"{asset}: nie ustawiono. Pierwszeństwo mają twoje zasady albo ktoś, kto chce odwrotnie.","failed":"{asset}: polecenie nie zostało wykonane. Plan próbuje ponownie."},"forecast":{"other":"Inne","load":"Dom","pv":"Słońce","outdoor":"Na zewnątrz","price":"Cena","hot_water":"Ciepła woda"}}}`),"pt-BR":/*#__PURE__*/ JSON.parse(`{"card":{"name":"LLM Agents","description":"Fale com a sua casa, veja o que foi feito e verificado, pergunte por quê e desfaça.","title":"Fale com a sua casa"},"config":{"agent":"Agente","agent_help":"O agente com quem este cartão fala.","title":"Título","title_help":"Vazio mostra o título de sempre.","history":"Turnos mostrados","history_help":"Quantos turnos anteriores o cartão carrega.","height":"Altura em pixels","height_help":"Altura da conversa. Vazio deixa o painel decidir.","approvals":"Perguntas em espera","approvals_help":"Mostra o que espera o seu sim, com botões para responder.","suggestions":"Sugestões","suggestions_help":"Mostra o que foi percebido e poderia ser uma automação, com botões para aceitar.","agents":"Agentes","agents_help":"Mostra cada agente com sua autonomia, sua última decisão e seus números.","memory":"O que é lembrado","memory_help":"Mostra o que é lembrado, para corrigir ou esquecer.","past_hours":"Horas anteriores","past_hours_help":"Quanto do que foi medido é mostrado.","hours":"Horas seguintes","hours_help":"Quanto do plano é mostrado.","what_if":"Perguntas “E se…?”","what_if_help":"Mostra um campo para perguntas como “e se eu aquecer a 22 graus?”","as_table":"Como tabela","as_table_help":"Começa com a tabela no lugar do gráfico."},"error":{"suggestion_gone":"Esta sugestão já foi respondida.","config_agent":"“{value}” não é a entidade de um agente; ela começa com “conversation.”","config_history":"“history” tem que ser um número inteiro de {min} a {max}.","config_height":"“height” tem que ser um número de pixels de {min} a {max}.","unknown_agent":"O agente “{agent}” não existe. Escolha outro nas configurações deste cartão.","unavailable":"O agente não está disponível no momento.","no_agent":"Este agente não existe mais. Escolha outro nas configurações deste cartão.","not_loaded":"O LLM Agents ainda não está pronto. Tente daqui a pouco, ou veja a integração nas configurações.","not_set_up":"O LLM Agents não está configurado. Adicione a integração nas configurações, em dispositivos e serviços.","load":"Não foi possível carregar os turnos anteriores.","lost":"A conexão caiu antes da resposta. O que foi feito aparece aqui quando ela voltar.","stopped":"Você parou de esperar. O que for feito aparece aqui quando estiver pronto.","busy":"O agente ainda está ocupado com outra frase. Tente daqui a pouco.","unauthorized":"Você não tem permissão para isso.","not_found":"Esse turno não é mais conhecido.","timeout":"O Home Assistant não respondeu a tempo.","unknown":"Não funcionou. Tente de novo.","said":"Não funcionou: {message}","config_sections":"Pelo menos uma seção do cartão precisa ser mostrada.","config_hours":"“{name}” tem que ser um número de horas de {min} a {max}.","load_energy":"Não foi possível carregar o plano.","load_overview":"Não foi possível carregar os seus agentes.","closed":"Esta pergunta não está mais aberta.","secret":"Isso parece uma senha ou um PIN. Não é guardado.","too_long":"Isso é longo demais.","gone":"Isso não é mais lembrado.","needs_admin":"Só um administrador pode deixar um agente fazer mais."},"state":{"loading":"Carregando a conversa","disconnected":"Sem conexão com o Home Assistant. O cartão continua quando ela voltar.","thinking":"Trabalhando nisso","retry":"Tentar de novo"},"composer":{"label":"O que deve acontecer?","placeholder":"Diga o que deve acontecer","send":"Enviar","stop":"Parar de esperar"},"log":{"label":"Conversa","earlier":"Mostrar turnos anteriores","newest":"Mais recente"},"empty":{"title":"O que posso fazer por você?","hint":"Diga com as suas palavras, ou comece com uma destas.","examples":"Exemplos","turn_on":"Liga {name}","set_temperature":"Coloca {name} em {value} graus","which_lights":"Quais luzes estão acesas?","which_windows":"Quais janelas estão abertas?","lights_off":"Apaga todas as luzes"},"turn":{"you":"Você disse","agent":"Resposta","pressed_undo":"Você apertou Desfazer","planned":"Como planejado","pressed":"Você apertou um botão","changes":"O que foi feito","from":"de","to":"para","verified":"Verificado","under_way":"A caminho","unverified":"Sem confirmação","more_changes":{"one":"Mostrar mais {count}","other":"Mostrar mais {count}"},"fewer_changes":"Mostrar menos","more_text":"Mostrar tudo","less_text":"Mostrar menos","undo":"Desfazer","undo_label":"Desfazer: {words}","undone":"Desfeito","why":"Por quê?","why_label":"Por quê? Sobre: {words}","explaining":"Procurando","yes":"Sim","yes_label":"Sim, para: {question}","no":"Não","no_label":"Não, para: {question}","choices":"Escolha um","confirmed":"Você disse sim.","rejected":"Você disse não.","problems":"O que não funcionou","call_failed":"O Home Assistant recusou “{action}”: {error}","by_agent":"Por {agent}","parts":"Feito junto com: {agents}","parts_label":"Partes de: {words}","read":"Lido: {sources}"},"status":{"under_way":"Em andamento","scheduled":"Planejado","missed":"Perdido","partial":"Feito em parte","asked":"Esperando a sua resposta","refused":"Não feito","failed":"Não funcionou","not_understood":"Não entendido"},"layer":{"local":"Entendido localmente","app":"Entendido pelo modelo do aplicativo","other":"Entendido por outro modelo","local_time":"Entendido localmente em {time}","app_time":"Entendido pelo modelo do aplicativo em {time}","other_time":"Entendido por outro modelo em {time}"},"problem":{"no_such_device":"Não existe esse aparelho.","no_such_area":"Não existe esse cômodo nem esse andar.","not_in_area":"Não há nenhum desse tipo ali.","ambiguous":"Pode ser mais de um.","cannot":"O aparelho não consegue fazer isso.","out_of_range":"O valor está fora dos limites.","unavailable":"O aparelho não responde no momento.","missing_value":"Falta o valor.","not_allowed":"Isso não é permitido.","not_exposed":"O aparelho não é compartilhado com os assistentes.","failed":"O Home Assistant informou um erro.","not_verified":"Não foi possível confirmar.","no_timers":"Não há temporizadores aqui.","nothing_to_undo":"Não há nada para desfazer.","cannot_undo":"Isso não dá para desfazer.","changed_since":"Mudou desde então.","other":"Não foi possível fazer.","not_now":"Foi pedido para depois, mas sem dizer quando.","standing":"Para o que se repete, crie uma automação.","cannot_tell":"Não dá para saber se a condição vale.","passed":"Esse momento já passou.","too_far":"Isso está longe demais.","too_many":"Já há coisas demais planejadas.","overruled":"Outra coisa vem primeiro.","overruled_by":"{agent} quer o contrário e vem primeiro.","overruled_by_person":"Uma pessoa queria o contrário, e isso vem primeiro."},"color":{"white":"branco","red":"vermelho","orange":"laranja","yellow":"amarelo","green":"verde","cyan":"ciano","blue":"azul","purple":"roxo","pink":"rosa"},"attribute":{"color":"Cor"},"overview":{"name":"LLM Agents: seus agentes","description":"Veja o que espera o seu sim, como vão os seus agentes e o que eles lembram.","title":"Seus agentes","loading":"Carregando os seus agentes"},"approval":{"title":"Esperando o seu sim","none":"Nada espera por você.","items":"O que um sim faz","item":"{name}: {action}","asked_by":"Pedido por {name}","asked_by_you":"Pedido por você","asked_by_voice":"Pedido por voz","asked_by_automation":"Pedido por uma automação","asked_by_other":"Pedido por outra pessoa","planned":"Não havia ninguém para responder.","left":"Aberta por mais {time}","until":"Aberta até {time}","pin":"PIN","pin_label":"PIN para: {question}","pin_hint":"De 4 a 12 dígitos","pin_wanted":"É preciso o seu PIN.","outcome":"O que resultou disso"},"agents":{"title":"Agentes","none":"Não há agente com quem você possa falar.","autonomy":"Autonomia de {agent}","never":"Nenhuma decisão ainda","decided":"Última: {status}, {time}","waiting":"Esperando um sim: {count}","success":"Verificado: {percent}","budget_day":"Orçamento de hoje usado: {percent}","budget_month":"Orçamento do mês usado: {percent}","today":"Hoje","month":"Este mês","tokens":"{count} tokens","all":"Todos os agentes","models":"Modelos","model_ready":"Pronto","model_away":"Não responde","model_spent":"Orçamento esgotado","model_local":"roda em casa","figures":"Tokens e custo"},"suggestion":{"title":"Sugestões","none":"No momento nada a sugerir.","accept":"Criar a automação","accept_label":"Criar a automação: {title}","dismiss":"Não, obrigado","dismiss_label":"Não, obrigado: {title}","show":"Mostrar a automação","hide":"Ocultar a automação","made":"Agora é uma automação","edit":"Editar","pasted_mark":"O texto espera nos reparos","of":"Um hábito de {name}","of_other":"Um hábito de outra pessoa","accepted":"Agora entre suas automações: {text}","pasted":"O texto espera nos reparos para ser colado: {text}","dismissed":"Nunca mais será sugerido: {text}"},"memory":{"title":"Lembrado","search":"Procurar no que é lembrado","none":"Nada é lembrado ainda.","none_hint":"Diga “lembre que …” para começar.","not_found":"Nada é lembrado sobre “{words}”.","household":"A casa","person":"Você","words":"Dito","answer":"Confirmado com um sim","repeated":"Notado várias vezes","entered":"Inserido","until":"Até {time}","about":"Sobre {names}","name":"Nome","preference":"Preferência","correction":"Correção","habit":"Hábito","correct":"Corrigir","correct_label":"Corrigir: {text}","forget":"Esquecer","forget_label":"Esquecer: {text}","forget_question":"Esquecer isto para sempre?","keep":"Manter","right":"O que é o certo?","save":"Salvar","cancel":"Cancelar","forgotten":"Esquecido: {text}","corrected":"Corrigido: {text}","more":"Mostrar mais {count}","fewer":"Mostrar menos"},"decided":{"done":"feito","under_way":"em andamento","scheduled":"planejado","missed":"perdido","partial":"feito em parte","answered":"respondido","asked":"espera um sim","refused":"não feito","failed":"não funcionou","not_understood":"não entendido"},"role":{"orchestrator":"Coordenação","comfort":"Conforto","lighting":"Iluminação","security":"Segurança","energy":"Energia","care":"Cuidado dos dispositivos","household":"Casa","custom":"Agente"},"autonomy":{"observe":"Observa","suggest":"Sugere","ask":"Pergunta antes","act":"Age"},"source":{"device_name":"nomes de dispositivos","state":"estados de dispositivos","calendar":"um calendário","todo":"uma lista","notification":"uma notificação","web":"páginas da web","camera":"imagens de câmera","memory":"lembranças","tool":"outras integrações"},"action":{"turn_on":"ligar","turn_off":"desligar","toggle":"alternar","set":"ajustar","adjust":"mudar","open":"abrir","close":"fechar","stop":"parar","lock":"trancar","unlock":"destrancar","arm":"armar","disarm":"desarmar","play":"reproduzir","pause":"pausar","next":"próximo","previous":"anterior","mute":"silenciar","unmute":"reativar o som","start":"iniciar","dock":"voltar à base","press":"pressionar","activate":"ativar","undo":"desfazer"},"energy":{"name":"LLM Agents: energia","description":"Veja o plano da energia da sua casa, quanto ele economiza e por quê, e ajuste um aparelho à mão.","title":"Energia","loading":"Carregando o plano","empty":"Ainda não há elementos de energia","empty_hint":"Adicione na integração a sua conexão com a rede, uma bateria, painéis solares, um carro, o aquecimento ou uma máquina, com “Adicionar elemento de energia”. O plano aparece aqui.","empty_link":"Abrir a integração","only_shows":"Só mostra o que faria; não liga nem desliga nada.","asks_first":"Pergunta antes de ligar ou desligar qualquer coisa.","old":"Este plano é de {time}. Talvez não sirva mais.","price":"Preço","per_kwh":"{price}/kWh","powers":"Potência","load":"Casa","sun":"Sol","grid":"Rede","bought":"Da rede","sold":"Para a rede","outdoor":"Lá fora","home":"Casa","now":"Agora","time":"Hora","look":"Ver um horário","to_now":"Voltar para agora","as_table":"Como tabela","table":"O plano como tabela","assets":"Aparelhos","unknown":"desconhecido","nothing":"nada planejado","idle":"em repouso","takes":"toma {power}","gives":"fornece {power}","until":"até {time}","by_hand":"Ajustado à mão","mode_label":"O que faz","for_label":"Por","power_label":"Potência em kW","set_title":"Ajustar {name} à mão","set":"Ajustar","set_label":"Ajustar {name} à mão","automatic":"Voltar ao automático","automatic_label":"Voltar ao automático: {name}","now_set":"{name}: {mode}, por {time}","now_automatic":"{name} segue o plano de novo.","saves":"Economizado com isso: {today} hoje, {total} no total.","would_save":"Teria economizado {today} hoje, {total} no total.","would_today":"Teria economizado hoje","would_total":"Teria economizado no total","saved_today":"Economizado hoje","saved_total":"Economizado no total","since":"desde {time}","cost":"Custo, próximas {hours}","without":"{amount} sem planejar nada","what_if":"E se…?","what_if_hint":"E se eu aquecer a 22 graus?","what_if_ask":"Perguntar","errors":"Quão boas foram as previsões","unmet_title":"O que não pode ser atendido","mode":{"self_consume":"Usa a própria energia","hold":"Guarda a carga","hold_charge":"Deixa o sol ir para a rede","charge":"Carrega","export":"Injeta na rede","off":"Desligado","on":"Ligado","solar":"Só toma excedente do sol"},"vehicle_mode":{"off":"Espera","on":"Carrega","solar":"Só carrega com excedente do sol"},"heating_mode":{"off":"Descansa","on":"Aquece","keeps":"Mantém a temperatura","solar":"Só aquece com excedente do sol"},"status":{"degraded":"Falta algo para um bom plano. Ele segue com o que se sabe.","no_plan":"No momento não há plano. Cada aparelho faz o que faz sozinho.","learning":"Ele ainda está conhecendo a sua casa. O plano melhora nas próximas duas semanas."},"unmet":{"charge":"Faltam {amount} para {name} ({time}).","comfort":"{name} sai das temperaturas desejadas, primeiro: {time}.","hot_water":"{name} esfria demais, primeiro: {time}.","legionella":"{name} não esquenta o suficiente contra a legionela até {time}.","programme":"{name} não funciona no tempo desejado.","hours":"{name} funciona {amount} a menos até {time}.","import_limit":"A casa toma mais do que a conexão permite, primeiro: {time}.","export_limit":"A casa injeta mais do que a conexão permite, primeiro: {time}.","reserve":"{name} cai abaixo da reserva, primeiro: {time}.","other":"Um desejo para {name} não pode ser atendido."},"notice":{"other":"Falta algo para um bom plano.","no_grid":"O plano precisa da sua conexão com a rede. Adicione-a na integração.","no_prices":"Não há preços de {name}, por isso não há plano.","prices":"Os preços não podem ser lidos como estão. Veja as configurações da conexão com a rede.","prices_no_prices":"A fonte dos preços não tem nenhum no momento. O plano segue com os dos dias anteriores.","no_weather":"Não há previsão do tempo. O plano toma as temperaturas dos últimos dias.","no_solar_forecast":"Não há previsão solar para {name}. O plano toma o que o sol deu em dias como este.","unlearned":"Ainda não se sabe como {name} guarda o calor: o termostato cuida disso.","unlearned_not_recorded":"{name} fica por conta do termostato: a temperatura, a potência ou a temperatura externa não são registradas, então não dá para aprender como o calor é guardado.","unlearned_too_short":"{name} fica por conta do termostato: são necessários pelo menos quatro dias com aquecimento para aprender como o calor é guardado.","unlearned_no_heat":"{name} fica por conta do termostato: não houve aquecimento nas últimas semanas, então não dá para aprender como o calor é guardado.","unlearned_no_movement":"{name} fica por conta do termostato: a temperatura nunca muda. Veja se o sensor ainda funciona.","unlearned_no_pattern":"{name} fica por conta do termostato: a temperatura não acompanha o aquecimento. Veja se os sensores são os certos.","unlearned_unsure":"{name} fica por conta do termostato: as últimas semanas ainda não dizem como o calor é guardado. Uma nova tentativa é feita a cada dia.","no_plan":"Nenhum plano foi encontrado. O último bom segue onde consegue.","input_missing":"{name} não informa nada. O plano segue com o último valor ou com o usual.","input_late":"Faz um tempo que {name} não informa nada. O plano segue com o último valor.","input_not_a_number":"{name} informa “{value}”, que não é um número. O plano segue com o último valor ou com o usual.","input_negative":"{name} informa {value}, que não pode ser negativo. Veja o sinal do sensor.","input_absurd":"{name} informa {value}, o que não pode ser. O plano segue com o último valor ou com o usual.","input_unit":"{name} informa {value}, o que só está certo em outra unidade, e assim é tomado. Veja a unidade.","input_stuck":"{name} informa {value} há muito tempo sem nenhuma mudança. Veja se o sensor ainda funciona.","input_starting":"{name} informa {value} logo depois de iniciar. O plano espera um valor que possa ser verdade.","desk_failed":"Algo deu errado no planejamento. Ele tenta de novo sozinho; o registro diz mais.","rivals":"Outra coisa também ajusta {asset}: {name}. Deixe só uma delas fazer isso.","rivals_unknown":"Outra coisa também ajusta {asset} ({entity}). Deixe só uma delas fazer isso.","not_shared":"Não dá para controlar {asset}: compartilhe {entities} com o assistente, e com o agente de energia.","refused":"Não foi possível ajustar {asset}: as suas regras, ou alguém que quer o contrário, vêm primeiro.","failed":"{asset} não fez o que lhe foi dito. O plano tenta de novo."},"forecast":{"other":"Outros","load":"Casa","pv":"Sol","outdoor":"Lá fora","price":"Preço","hot_water":"Água quente"}}}`),ru:/* @__PURE__ */ JSON.parse(`{"card":{"name":"LLM Agents","description":"Говорите с домом, смотрите, что сделано и проверено, спрашивайте почему и отменяйте.","title":"Разговор с домом"},"config":{"agent":"Агент","agent_help":"Агент, с которым говорит эта карточка.","title":"Заголовок","title_help":"Пустое поле показывает обычный заголовок.","history":"Сколько реплик показывать","history_help":"Сколько прежних реплик загружает карточка.","height":"Высота в пикселях","height_help":"Высота разговора. Пустое поле оставляет выбор панели.","approvals":"Ожидающие вопросы","approvals_help":"Показывает, что ждёт вашего «да», с кнопками для ответа.","suggestions":"Предложения","suggestions_help":"Показывает, что замечено и могло бы стать автоматизацией, с кнопками, чтобы принять.","agents":"Агенты","agents_help":"Показывает каждого агента: самостоятельность, последнее решение и цифры.","memory":"Что запомнено","memory_help":"Показывает, что запомнено, чтобы исправить или забыть.","past_hours":"Часов до настоящего","past_hours_help":"Сколько из измеренного показывать.","hours":"Часов вперёд","hours_help":"Сколько из плана показывать.","what_if":"Вопросы «что если»","what_if_help":"Показывает поле для вопросов вроде «что если греть до 22 градусов?»","as_table":"Таблицей","as_table_help":"Сначала показывает таблицу вместо графика."},"error":{"suggestion_gone":"На это предложение уже ответили.","config_agent":"«{value}» — не объект агента; имя начинается с «conversation.»","config_history":"«history» должно быть целым числом от {min} до {max}.","config_height":"«height» должно быть числом пикселей от {min} до {max}.","unknown_agent":"Агента «{agent}» нет. Выберите другого в настройках этой карточки.","unavailable":"Агент сейчас недоступен.","no_agent":"Этого агента больше нет. Выберите другого в настройках этой карточки.","not_loaded":"LLM Agents ещё не готов. Попробуйте чуть позже или посмотрите интеграцию в настройках.","not_set_up":"LLM Agents не настроен. Добавьте интеграцию в настройках, в разделе «Устройства и службы».","load":"Не удалось загрузить прежние реплики.","lost":"Соединение прервалось до ответа. Когда оно вернётся, здесь появится то, что сделано.","stopped":"Ожидание остановлено. Когда будет готово, здесь появится то, что сделано.","busy":"Агент ещё занят другой фразой. Попробуйте чуть позже.","unauthorized":"Вам это не разрешено.","not_found":"Эта реплика больше не известна.","timeout":"Home Assistant не ответил вовремя.","unknown":"Не получилось. Попробуйте ещё раз.","said":"Не получилось: {message}","config_sections":"Нужно показать хотя бы один раздел карточки.","config_hours":"«{name}» должно быть числом часов от {min} до {max}.","load_energy":"Не удалось загрузить план.","load_overview":"Не удалось загрузить агентов.","closed":"Этот вопрос уже закрыт.","secret":"Похоже на пароль или PIN-код. Это не сохраняется.","too_long":"Это слишком длинно.","gone":"Это уже не запомнено.","needs_admin":"Только администратор может позволить агенту больше."},"state":{"loading":"Загрузка разговора","disconnected":"Нет связи с Home Assistant. Карточка продолжит, когда связь вернётся.","thinking":"Выполняется","retry":"Повторить"},"composer":{"label":"Что нужно сделать?","placeholder":"Скажите, что нужно сделать","send":"Отправить","stop":"Не ждать"},"log":{"label":"Разговор","earlier":"Показать прежние реплики","newest":"К новым"},"empty":{"title":"Чем помочь?","hint":"Скажите своими словами или начните с одной из этих фраз.","examples":"Примеры","turn_on":"Включи {name}","set_temperature":"{name}: установи {value} градусов","which_lights":"Какой свет включён?","which_windows":"Какие окна открыты?","lights_off":"Выключи весь свет"},"turn":{"you":"Вы сказали","agent":"Ответ","pressed_undo":"Вы нажали «Отменить»","planned":"По плану","pressed":"Вы нажали кнопку","changes":"Что сделано","from":"было","to":"стало","verified":"Проверено","under_way":"Выполняется","unverified":"Не подтверждено","more_changes":{"one":"Показать ещё {count}","other":"Показать ещё {count}"},"fewer_changes":"Показать меньше","more_text":"Показать всё","less_text":"Показать меньше","undo":"Отменить","undo_label":"Отменить: {words}","undone":"Отменено","why":"Почему?","why_label":"Почему? О фразе: {words}","explaining":"Выясняется","yes":"Да","yes_label":"Да, на вопрос: {question}","no":"Нет","no_label":"Нет, на вопрос: {question}","choices":"Выберите одно","confirmed":"Вы ответили «да».","rejected":"Вы ответили «нет».","problems":"Что не получилось","call_failed":"Home Assistant отклонил «{action}»: {error}","by_agent":"Исполнил: {agent}","parts":"Сделано вместе с: {agents}","parts_label":"Части: {words}","read":"Прочитано: {sources}"},"status":{"under_way":"Выполняется","scheduled":"Запланировано","missed":"Пропущено","partial":"Сделано частично","asked":"Ждёт вашего ответа","refused":"Не сделано","failed":"Не получилось","not_understood":"Не понято"},"layer":{"local":"Понято локально","app":"Понято моделью приложения","other":"Понято другой моделью","local_time":"Понято локально за {time}","app_time":"Понято моделью приложения за {time}","other_time":"Понято другой моделью за {time}"},"problem":{"no_such_device":"Такого устройства нет.","no_such_area":"Такой комнаты или этажа нет.","not_in_area":"Там ничего такого нет.","ambiguous":"Подходит несколько.","cannot":"Устройство этого не умеет.","out_of_range":"Значение вне допустимых пределов.","unavailable":"Устройство сейчас не отвечает.","missing_value":"Не хватает значения.","not_allowed":"Это не разрешено.","not_exposed":"Устройство не открыто помощникам.","failed":"Home Assistant сообщил об ошибке.","not_verified":"Подтвердить не удалось.","no_timers":"Здесь нет таймеров.","nothing_to_undo":"Отменять нечего.","cannot_undo":"Это нельзя отменить.","changed_since":"С тех пор это изменилось.","other":"Сделать это не удалось.","not_now":"Просили сделать позже, но не сказали когда.","standing":"Для повторяющегося создайте автоматизацию.","cannot_tell":"Нельзя сказать, выполняется ли условие.","passed":"Это время уже прошло.","too_far":"Это слишком далеко.","too_many":"Уже запланировано слишком много.","overruled":"Другое важнее.","overruled_by":"{agent} хочет обратного и имеет приоритет.","overruled_by_person":"Человек хотел обратного, и это важнее."},"color":{"white":"белый","red":"красный","orange":"оранжевый","yellow":"жёлтый","green":"зелёный","cyan":"голубой","blue":"синий","purple":"фиолетовый","pink":"розовый"},"attribute":{"color":"Цвет"},"overview":{"name":"LLM Agents: ваши агенты","description":"Смотрите, что ждёт вашего «да», как дела у агентов и что они помнят.","title":"Ваши агенты","loading":"Загрузка агентов"},"approval":{"title":"Ждёт вашего «да»","none":"Вас ничего не ждёт.","items":"Что сделает «да»","item":"{name}: {action}","asked_by":"Просит {name}","asked_by_you":"Просили вы","asked_by_voice":"Просили голосом","asked_by_automation":"Просит автоматизация","asked_by_other":"Просит кто-то другой","planned":"Некому было ответить.","left":"Открыт ещё {time}","until":"Открыт до {time}","pin":"PIN-код","pin_label":"PIN-код для: {question}","pin_hint":"от 4 до 12 цифр","pin_wanted":"Нужен ваш PIN-код.","outcome":"Что получилось"},"agents":{"title":"Агенты","none":"Нет агента, с которым вам можно говорить.","autonomy":"Самостоятельность: {agent}","never":"Решений пока нет","decided":"Последнее: {status}, {time}","waiting":"Ждут «да»: {count}","success":"Проверено: {percent}","budget_day":"Бюджет на сегодня израсходован: {percent}","budget_month":"Бюджет на месяц израсходован: {percent}","today":"Сегодня","month":"В этом месяце","tokens":"Токены: {count}","all":"Все агенты","models":"Модели","model_ready":"Готова","model_away":"Не отвечает","model_spent":"Бюджет исчерпан","model_local":"работает дома","figures":"Токены и стоимость"},"suggestion":{"title":"Предложения","none":"Сейчас нечего предложить.","accept":"Создать автоматизацию","accept_label":"Создать автоматизацию: {title}","dismiss":"Нет, спасибо","dismiss_label":"Нет, спасибо: {title}","show":"Показать автоматизацию","hide":"Скрыть автоматизацию","made":"Теперь это автоматизация","edit":"Изменить","pasted_mark":"Её текст ждёт среди исправлений","of":"Привычка: {name}","of_other":"Привычка другого человека","accepted":"Теперь среди ваших автоматизаций: {text}","pasted":"Её текст ждёт среди исправлений, чтобы его вставили: {text}","dismissed":"Больше не будет предложено: {text}"},"memory":{"title":"Запомнено","search":"Искать в запомненном","none":"Пока ничего не запомнено.","none_hint":"Скажите «запомни, что …», чтобы начать.","not_found":"О «{words}» ничего не запомнено.","household":"Домашние","person":"Вы","words":"Сказано","answer":"Подтверждено словом «да»","repeated":"Замечено много раз","entered":"Введено","until":"До {time}","about":"О: {names}","name":"Имя","preference":"Предпочтение","correction":"Исправление","habit":"Привычка","correct":"Исправить","correct_label":"Исправить: {text}","forget":"Забыть","forget_label":"Забыть: {text}","forget_question":"Забыть это навсегда?","keep":"Оставить","right":"Как правильно?","save":"Сохранить","cancel":"Отмена","forgotten":"Забыто: {text}","corrected":"Исправлено: {text}","more":"Показать ещё {count}","fewer":"Показать меньше"},"decided":{"done":"сделано","under_way":"выполняется","scheduled":"запланировано","missed":"пропущено","partial":"сделано частично","answered":"дан ответ","asked":"ждёт «да»","refused":"не сделано","failed":"не получилось","not_understood":"не понято"},"role":{"orchestrator":"Координация","comfort":"Комфорт","lighting":"Освещение","security":"Безопасность","energy":"Энергия","care":"Уход за устройствами","household":"Дом","custom":"Агент"},"autonomy":{"observe":"Наблюдает","suggest":"Предлагает","ask":"Сначала спрашивает","act":"Действует"},"source":{"device_name":"названия устройств","state":"состояния устройств","calendar":"календарь","todo":"список","notification":"уведомление","web":"веб-страницы","camera":"изображения камер","memory":"воспоминания","tool":"другие интеграции"},"action":{"turn_on":"включить","turn_off":"выключить","toggle":"переключить","set":"установить","adjust":"изменить","open":"открыть","close":"закрыть","stop":"остановить","lock":"запереть","unlock":"отпереть","arm":"поставить на охрану","disarm":"снять с охраны","play":"воспроизвести","pause":"приостановить","next":"следующий","previous":"предыдущий","mute":"выключить звук","unmute":"включить звук","start":"запустить","dock":"вернуть на базу","press":"нажать","activate":"активировать","undo":"отменить"},"energy":{"name":"LLM Agents: энергия","description":"Смотрите план энергии вашего дома, сколько он экономит и почему, и настраивайте устройства вручную.","title":"Энергия","loading":"Загрузка плана","empty":"Энергоузлов пока нет","empty_hint":"Добавьте в интеграции подключение к сети, аккумулятор, солнечные панели, автомобиль, отопление или технику: «Добавить энергоузел». План появится здесь.","empty_link":"Открыть интеграцию","only_shows":"Он только показывает, что сделал бы; ничего не переключает.","asks_first":"Он спрашивает, прежде чем что-то переключить.","old":"Этот план от {time}. Возможно, он уже не подходит.","price":"Цена","per_kwh":"{price}/кВт⋅ч","powers":"Мощность","load":"Дом","sun":"Солнце","grid":"Сеть","bought":"Из сети","sold":"В сеть","outdoor":"На улице","home":"Дом","now":"Сейчас","time":"Время","look":"Посмотреть на время","to_now":"Вернуться к настоящему","as_table":"Таблицей","table":"План таблицей","assets":"Устройства","unknown":"неизвестно","nothing":"ничего не запланировано","idle":"без дела","takes":"берёт {power}","gives":"отдаёт {power}","until":"до {time}","by_hand":"Настроено вручную","mode_label":"Что делает","for_label":"На","power_label":"Мощность в кВт","set_title":"Настроить вручную: {name}","set":"Настроить","set_label":"Настроить вручную: {name}","automatic":"Снова автоматически","automatic_label":"Снова автоматически: {name}","now_set":"{name}: {mode}, на {time}","now_automatic":"{name} снова следует плану.","saves":"Благодаря этому сэкономлено: {today} сегодня, {total} всего.","would_save":"Было бы сэкономлено {today} сегодня, {total} всего.","would_today":"Возможная экономия сегодня","would_total":"Возможная экономия всего","saved_today":"Сэкономлено сегодня","saved_total":"Сэкономлено всего","since":"с {time}","cost":"Стоимость, ближайшие {hours}","without":"{amount}, если ничего не планировать","what_if":"Что если …?","what_if_hint":"Что если греть до 22 градусов?","what_if_ask":"Спросить","errors":"Насколько точны были прогнозы","unmet_title":"Чего не выполнить","mode":{"self_consume":"Питает дом своей энергией","hold":"Держит заряд","hold_charge":"Пускает солнце в сеть","charge":"Заряжается","export":"Отдаёт в сеть","off":"Выкл.","on":"Вкл.","solar":"Берёт только излишки солнца"},"vehicle_mode":{"off":"Ждёт","on":"Заряжается","solar":"Заряжается только от излишков солнца"},"heating_mode":{"off":"Отдыхает","on":"Греет","keeps":"Держит температуру","solar":"Греет только от излишков солнца"},"status":{"degraded":"Для хорошего плана чего-то не хватает. Работа идёт с тем, что известно.","no_plan":"Сейчас плана нет. Каждое устройство работает само по себе.","learning":"План ещё знакомится с вашим домом. За ближайшие две недели он станет лучше."},"unmet":{"charge":"{name}: в {time} не хватит {amount}.","comfort":"{name}: температура вне нужных пределов, впервые в {time}.","hot_water":"{name}: становится слишком прохладно, впервые в {time}.","legionella":"{name}: до {time} вода недостаточно нагреется против легионеллы.","programme":"{name} не работает в нужное время.","hours":"{name}: до {time} не хватит работы на {amount}.","import_limit":"Дом берёт больше, чем позволяет подключение, впервые в {time}.","export_limit":"Дом отдаёт больше, чем позволяет подключение, впервые в {time}.","reserve":"{name}: заряд ниже резерва, впервые в {time}.","other":"Пожелание не выполнить: {name}."},"notice":{"other":"Для хорошего плана чего-то не хватает.","no_grid":"Плану нужно ваше подключение к сети. Добавьте его в интеграции.","no_prices":"{name} не сообщает цен, поэтому плана нет.","prices":"Цены в таком виде не прочесть. Посмотрите настройки подключения к сети.","prices_no_prices":"У источника цен сейчас ничего нет. План идёт дальше с ценами прошлых дней.","no_weather":"Прогноза погоды нет. План берёт температуры последних дней.","no_solar_forecast":"Прогноза солнца нет: {name}. План берёт то, что солнце давало в похожие дни.","unlearned":"Пока неизвестно, как {name} держит тепло, поэтому работает термостат.","unlearned_not_recorded":"{name}: работает термостат. Температура, мощность или температура снаружи не записываются, поэтому нельзя узнать, как держится тепло.","unlearned_too_short":"{name}: работает термостат. Нужно не меньше четырёх дней с отоплением, чтобы узнать, как держится тепло.","unlearned_no_heat":"{name}: работает термостат. В последние недели не отапливалось, поэтому нельзя узнать, как держится тепло.","unlearned_no_movement":"{name}: работает термостат. Температура никогда не меняется. Проверьте, работает ли ещё датчик.","unlearned_no_pattern":"{name}: работает термостат. Температура не следует за отоплением. Проверьте, те ли это датчики.","unlearned_unsure":"{name}: работает термостат. По последним неделям ещё не видно, как держится тепло. Попытка повторяется каждый день.","no_plan":"План не найден. Последний хороший действует, где может.","input_missing":"{name} ничего не сообщает. План идёт дальше с последним значением или с обычным.","input_late":"{name} давно ничего не сообщает. План идёт дальше с последним значением.","input_not_a_number":"{name} сообщает «{value}», а это не число. План идёт дальше с последним значением или с обычным.","input_negative":"{name} сообщает {value}, а отрицательным это быть не может. Проверьте знак датчика.","input_absurd":"{name} сообщает {value}, а так не бывает. План идёт дальше с последним значением или с обычным.","input_unit":"{name} сообщает {value}; это верно только в другой единице, так и считается. Проверьте единицу.","input_stuck":"{name} давно без изменений сообщает {value}. Проверьте, работает ли ещё датчик.","input_starting":"{name} сообщает {value} сразу после запуска. План ждёт значения, которое может быть верным.","desk_failed":"При планировании что-то пошло не так. Попытка повторится сама; подробности в журнале.","rivals":"{asset}: этим управляет и {name}. Пусть это делает кто-то один.","rivals_unknown":"{asset}: этим управляет и что-то ещё ({entity}). Пусть это делает кто-то один.","not_shared":"{asset}: управлять нельзя. Откройте помощнику и агенту энергии доступ к {entities}.","refused":"{asset}: не настроено. Важнее ваши правила или тот, кто хочет обратного.","failed":"{asset}: команда не выполнена. План пробует снова."},"forecast":{"other":"Другое","load":"Дом","pv":"Солнце","outdoor":"На улице","price":"Цена","hot_water":"Горячая вода"}}}`)},Be=ze,Ve=(e,t)=>t.split(`.`).reduce((e,t)=>typeof e==`object`&&e&&Object.hasOwn(e,t)?e[t]:void 0,Be[e]),He=(e,t,n)=>typeof e==`string`?e:e[new Intl.PluralRules(t).select(Number(n.count??0))]??e.other??``,Ue=e=>e.split(`-`)[0]??e,We=e=>{let t=Ue(e),n=Object.keys(ze).filter(e=>Ue(e)===t);return[.../* @__PURE__ */ new Set([e,t,...n,`en`])]},A=e=>{let t=We(e);return(e,n={})=>{for(let r of t){let t=Ve(r,e);if(t!==void 0)return He(t,r,n).replaceAll(/\{(\w+)\}/g,(e,t)=>String(n[t]??e))}return e}},j=(e,t,n)=>{let r=e(t);return r===t?n:r},M=()=>document.documentElement.lang||navigator.language,Ge=[`observe`,`suggest`,`ask`,`act`],Ke=(e,t)=>j(e,`role.${t}`,e(`role.custom`)),N=(e,t,n)=>{let r=e.find(e=>e.agent_id===t);return r?.name||Ke(n,r?.role??t)},qe=(e,t)=>{let n=e.states[t.autonomy_entity_id??``]?.state;return Ge.find(e=>e===n)??t.autonomy},Je=(e,t,n)=>e.user?.is_admin===!0||Ge.indexOf(n)<=Ge.indexOf(t),Ye=(e,t)=>e.filter(e=>e.agent===t).length,Xe=({input_tokens:e,output_tokens:t})=>e+t,Ze=({available:e,level:t})=>e?t===`cheaper`||t===`local`?`spent`:`ready`:`away`,Qe=`llm-agents-card`,$e={min:1,max:100},et=20,tt={min:120,max:2e3},nt=`llm_agents`,rt=(e,t)=>e.entities?.[t]?.platform===nt,P=(e,t)=>t.startsWith(`conversation.`)&&rt(e,t),it=(e,{min:t,max:n})=>typeof e==`number`&&e>=t&&e<=n,at=({title:e})=>typeof e==`string`&&e.trim()!==``?e:null,ot=(e,t,n)=>({schema:t,computeLabel:({name:t})=>e(`config.${t}`),computeHelper:({name:t})=>e(`config.${t}_help`),assertConfig:e=>{n(e)}}),st={entity:{filter:{integration:nt,domain:`conversation`}}},ct=(e,t)=>{let n=e.agent??`conversation.llm_agents`;if(typeof n!=`string`||!/^conversation\.[a-z0-9_]+$/.test(n))throw Error(t(`error.config_agent`,{value:String(n)}));return n},lt=(e,t)=>{let n=ct(e,t),r=e.history??et;if(!it(r,$e)||!Number.isInteger(r))throw Error(t(`error.config_history`,$e));let i=e.height??null;if(i!==null&&!it(i,tt))throw Error(t(`error.config_height`,tt));let a=e.grid_options?.rows;return{type:String(e.type),agent:n,title:at(e),history:r,height:i,fixedRows:a!==`auto`}},ut=e=>ot(e,[{name:`agent`,selector:st},{name:`title`,selector:{text:{}}},{type:`grid`,name:``,schema:[{name:`history`,selector:{number:{...$e,mode:`box`}}},{name:`height`,selector:{number:{...tt,mode:`box`,unit_of_measurement:`px`}}}]}],t=>lt(t,e)),dt={busy:`busy`,"intent-busy":`busy`,not_found:`not_found`,not_loaded:`not_loaded`,timeout:`timeout`,unauthorized:`unauthorized`,unknown_command:`not_set_up`},ft={autonomy_needs_administrator:`needs_admin`,memory_not_there:`gone`,memory_secret:`secret`,memory_too_long:`too_long`,question_closed:`closed`,suggestion_accepted:`suggestion_gone`,suggestion_not_found:`suggestion_gone`},pt=`home_assistant_error`,mt=/* @__PURE__ */ new Set([`service_validation_error`,pt]),ht=3,F=e=>{if(e===ht)return{key:`lost`};if(typeof e!=`object`||!e)return{key:`unknown`};let{code:t,message:n,translation_key:r}=e,i=ft[String(r)]??dt[String(t)];return i===void 0?mt.has(String(t))&&typeof n==`string`&&n!==``?{key:`said`,message:n}:{key:`unknown`}:{key:i}},gt=e=>e?.key===`not_set_up`||e?.key===`not_loaded`,_t=e=>e.translationMetadata?.translations?.[e.language]?.isRTL===!0,I=e=>e.locale?.language??e.language,vt=(e,t,n)=>e.language!==t.language||e.locale!==t.locale||e.connected!==t.connected||e.connection!==t.connection||e.formatEntityState!==t.formatEntityState||n.some(n=>e.states[n]?.state!==t.states[n]?.state),yt=(e,t)=>![`unavailable`,void 0].includes(e?.states[t]?.state),bt=class{host;hass;config;#e;#t=[];#n=!1;constructor(e){this.host=e,e.addController(this)}hostConnected(){this.#n=!0,this.#r()}hostDisconnected(){this.#n=!1,this.leave()}use(e,t){let n=this.isOther(t),r=this.#e!==void 0&&e?.connection!==this.#e;this.hass=e,this.config=t,(n||r)&&(this.leave(),this.reset()),this.#r()}retry(){this.leave(),this.#r()}leave(){this.#e?.removeEventListener(`ready`,this.#i),this.#e?.removeEventListener(`disconnected`,this.#a),this.#e=void 0,this.#t.forEach(e=>void e.then(e=>e()).catch(()=>void 0)),this.#t=[]}#r(){let e=this.hass;this.#n&&e!==void 0&&this.config!==void 0&&this.#e===void 0&&(this.#e=e.connection,this.#e.addEventListener(`ready`,this.#i),this.#e.addEventListener(`disconnected`,this.#a),this.onConnection(e.connected),this.#t=this.subscribe(e),this.#t.forEach(e=>e.catch(()=>void 0)),this.load())}#i=()=>{this.onConnection(!0),this.load()};#a=()=>this.onConnection(!1)},L=(e,t,n)=>e.connection.sendMessagePromise({type:`llm_agents/${t}`,...n}),xt=async(e,t,n)=>(await L(e,`turns/list`,{limit:t,...n===void 0?{}:{before:n}})).turns,St=(e,t)=>e.connection.subscribeMessage(({turn:e})=>t(e),{type:`llm_agents/turns/subscribe`}),Ct=(e,t,n)=>e.connection.subscribeMessage(n,{type:`llm_agents/ask`,text:t.text,agent_id:t.agentId,language:e.language,...t.conversationId===null?{}:{conversation_id:t.conversationId}},{resubscribe:!1}),wt=async(e,t,n,r)=>{let i={turn_id:n,language:e.language,...r===void 0?{}:{pin:r}};return(await L(e,`turns/${t}`,i)).turn},Tt=async(e,t)=>(await L(e,`turns/explain`,{turn_id:t,language:e.language})).text,Et=(e,t)=>e.connection.subscribeMessage(({approvals:e})=>t(e),{type:`llm_agents/approvals/subscribe`}),Dt=(e,t)=>e.connection.subscribeMessage(({suggestions:e})=>t(e),{type:`llm_agents/suggestions/subscribe`,language:e.language}),Ot=async(e,t)=>(await L(e,`suggestions/accept`,{suggestion_id:t,language:e.language})).made,kt=async(e,t)=>{await L(e,`suggestions/dismiss`,{suggestion_id:t})},At=(e,t)=>e.connection.subscribeMessage(({changed:e})=>t(e),{type:`llm_agents/changes/subscribe`}),jt=async e=>(await L(e,`agents/list`,{})).agents,Mt=e=>L(e,`usage/get`,{}),Nt=async e=>(await L(e,`memory/list`,{})).facts,Pt=async(e,t,n)=>(await L(e,`memory/correct`,{fact_id:t,...n})).fact,Ft=async(e,t)=>{await L(e,`memory/forget`,{fact_id:t})},It=async(e,t,n)=>{await e.connection.sendMessagePromise({type:`call_service`,domain:`select`,service:`select_option`,service_data:{option:n},target:{entity_id:t}})},Lt=e=>L(e,`energy/plan`,{language:e.language}),Rt=(e,t)=>e.connection.subscribeMessage(t,{type:`llm_agents/energy/subscribe`,language:e.language}),zt=async(e,{assetId:t,mode:n,minutes:r,power:i})=>{await L(e,`energy/override`,{asset_id:t,mode:n,minutes:r,...i===void 0?{}:{power_kw:i}})},Bt={phase:`loading`,failure:null,connected:!0,turns:[],earlier:!1,conversationId:null,pending:null,unanswered:null,views:{},approvals:{},agents:[]},Vt=(e,t)=>[...new Map([...e,...t].map(e=>[e.turn_id,e])).values()].sort((e,t)=>e.at.localeCompare(t.at)||e.turn_id.localeCompare(t.turn_id)),Ht=e=>e.turns.filter(t=>!t.parent&&t.turn_id!==e.pending?.turnId),R=(e,t)=>({...e,turns:Vt(e.turns,t)}),z=(e,t,n)=>({...e,views:{...e.views,[t]:n(e.views[t]??{})}}),Ut=({busy:e,failure:t,...n})=>n,Wt=(e,t)=>{let n=e.turns.some(e=>e.turn_id===t.turn_id),r=e.pending,i=!n&&!t.parent,a=r?.turnId===null&&i&&t.words===r.words,o=i&&t.words===e.unanswered?.words?null:e.unanswered,s=R({...e,unanswered:o},[t]);return a?{...s,pending:{...r,turnId:t.turn_id}}:s},Gt=(e,t,n)=>{let r=t.filter(t=>e.turns.every(e=>e.turn_id!==t.turn_id)),i=e.phase===`ready`&&r.some(t=>t.words===e.unanswered?.words);return{...R(e,t),phase:`ready`,failure:null,earlier:e.phase===`ready`?e.earlier:n,unanswered:i?null:e.unanswered}},Kt=(e,t)=>{let n=!t&&e.pending!==null;return{...e,connected:t,pending:n?null:e.pending,unanswered:n?{words:e.pending.words,failure:{key:`lost`}}:e.unanswered}},qt=(e,t)=>{let n=e.pending;if(n?.request!==t.request)return e;switch(t.type){case`delta`:return{...e,pending:{...n,text:n.text+t.text}};case`done`:return{...R(e,[t.turn]),pending:null,conversationId:t.conversationId};case`ask-failed`:return{...e,pending:null,unanswered:{words:n.words,failure:t.failure}}}},Jt=(e,t)=>{switch(t.type){case`loading`:return{...e,phase:e.phase===`ready`?`ready`:`loading`,failure:null};case`loaded`:return Gt(e,t.turns,t.earlier);case`load-failed`:return{...e,phase:`failed`,failure:t.failure};case`earlier`:return{...R(e,t.turns),earlier:t.earlier};case`connected`:return Kt(e,t.connected);case`approvals`:return{...e,approvals:Object.fromEntries(t.approvals.map(e=>[e.turn_id,e]))};case`agents`:return{...e,agents:t.agents};case`turn`:return Wt(e,t.turn);case`asked`:return{...e,pending:{request:t.request,words:t.words,text:``,turnId:null},unanswered:null};case`delta`:case`done`:case`ask-failed`:return qt(e,t);case`pressed`:return z(e,t.turnId,e=>({...Ut(e),busy:t.press}));case`press-done`:return z(R(e,[t.turn]),t.turnId,Ut);case`press-failed`:return z(e,t.turnId,e=>({...Ut(e),failure:t.failure}));case`explained`:return z(e,t.turnId,e=>({...Ut(e),explanation:t.text,explained:!0}));case`explanation-toggled`:return z(e,t.turnId,e=>({...e,explained:e.explained!==!0}))}},Yt=/* @__PURE__ */ new Map,Xt=class extends bt{state=Bt;#e;#t=0;async say(e,t=this.state.conversationId){let[n,r]=[this.hass,this.config];if(n===void 0||r===void 0||this.state.pending!==null)return;let i=++this.#t;this.#i({type:`asked`,request:i,words:e});let a=Promise.withResolvers();this.#e=a.resolve;let o={text:e,conversationId:t,agentId:r.agent};try{let e=await Ct(n,o,e=>this.#n(i,e,a.resolve));await a.promise,await Promise.resolve(e()).catch(()=>void 0)}catch(e){let t=F(e);this.#i({type:`ask-failed`,request:i,failure:t.key===`not_found`?{key:`no_agent`}:t})}}stop(){this.state.pending!==null&&(this.#e?.(),this.#i({type:`ask-failed`,request:this.state.pending.request,failure:{key:`stopped`}}))}async press(e,t,n){let r=this.hass,i=e.turn_id,a=this.state.views[i];if(r!==void 0&&a?.busy===void 0){if(t===`explain`&&a?.explanation!==void 0)this.#i({type:`explanation-toggled`,turnId:i});else{this.#i({type:`pressed`,turnId:i,press:t});try{this.#i(t===`explain`?{type:`explained`,turnId:i,text:await Tt(r,i)}:{type:`press-done`,turnId:i,turn:await wt(r,t,i,n)})}catch(e){this.#i({type:`press-failed`,turnId:i,failure:F(e)})}}}}async showEarlier(){let[e,t,n]=[this.hass,this.config,this.state.turns[0]];if(e!==void 0&&t!==void 0&&n!==void 0)try{let r=await xt(e,t.history,n.turn_id);this.#i({type:`earlier`,turns:this.#r(r),earlier:r.length>=t.history})}catch(e){this.#i({type:`load-failed`,failure:F(e)})}}isOther(e){return e?.agent!==this.config?.agent||e?.history!==this.config?.history}reset(){this.#t+=1,this.state={...Bt,conversationId:Yt.get(this.config?.agent??``)??null}}onConnection(e){this.#i({type:`connected`,connected:e})}subscribe(e){return[St(e,e=>{for(let t of this.#r([e]))this.#i({type:`turn`,turn:t})}),Et(e,e=>this.#i({type:`approvals`,approvals:e}))]}async load(){let[e,t]=[this.hass,this.config];if(e!==void 0&&t!==void 0){this.#i({type:`loading`}),jt(e).then(e=>this.#i({type:`agents`,agents:e}),()=>void 0);try{let n=await xt(e,t.history);this.#i({type:`loaded`,turns:this.#r(n),earlier:n.length>=t.history})}catch(e){let t=F(e);this.#i({type:`load-failed`,failure:t.key===`unknown`?{key:`load`}:t})}}}#n(e,t,n){if(e!==this.#t)n();else{switch(t.type){case`delta`:this.#i({type:`delta`,request:e,text:t.text});return;case`done`:{let n=t.conversation_id??t.turn.conversation_id;Yt.set(t.turn.agent_id,n),this.#i({type:`done`,request:e,turn:t.turn,conversationId:n});break}case`error`:this.#i({type:`ask-failed`,request:e,failure:F({code:pt,message:t.message})})}n()}}#r(e){return e.filter(e=>e.agent_id===this.config?.agent)}#i(e){this.state=Jt(this.state,e),this.host.requestUpdate()}},Zt=o`
  .agent {
    display: flex;
    gap: 12px;
    align-items: flex-start;
    padding-block: 10px;
  }
  .agent + .agent {
    border-block-start: 1px solid var(--line);
  }
  .level {
    padding-block: 8px;
    color: var(--faint);
  }
  .waits {
    color: var(--text);
    font-weight: var(--ha-font-weight-medium, 500);
  }
  .figures,
  .taken {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 16px;
    align-items: center;
    font-size: 0.86em;
  }
  .taken {
    color: var(--faint);
  }
  .figures .taken,
  .total .taken {
    font-size: inherit;
  }
  .figure {
    display: inline-flex;
    gap: 8px;
    align-items: center;
  }
  .bar {
    --fill: var(--good);
    flex: none;
    width: 56px;
    height: 6px;
    border-radius: 3px;
    overflow: hidden;
  }
  .bar:dir(rtl) {
    transform: scaleX(-1);
  }
  .bar .track {
    fill: var(--line);
  }
  .bar .filled {
    fill: var(--fill);
  }
  .bar.careful {
    --fill: var(--careful);
  }
  .bar.bad {
    --fill: var(--bad);
  }
  .models {
    display: flex;
    flex-direction: column;
    gap: 4px;
    padding: 10px 12px;
    border-radius: 12px;
    background: var(--subtle);
  }
  .models h4 {
    margin: 0;
  }
  .model {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 10px;
    align-items: baseline;
    padding-block: 2px;
  }
  .model .mark {
    margin-inline-start: auto;
  }
  .mark.ready .icon {
    color: var(--good);
  }
  .mark.away .icon {
    color: var(--bad);
  }
  .mark.spent .icon {
    color: var(--careful);
  }
  .total {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 16px;
    align-items: center;
    padding-block-start: 6px;
    border-block-start: 1px solid var(--line);
    font-size: 0.86em;
  }
`,Qt=o`
  .role {
    display: grid;
    flex: none;
    place-items: center;
    width: 36px;
    height: 36px;
    border-radius: 50%;
    background: var(--tint);
    color: var(--text);
    font-size: 16px;
  }
  .field {
    min-height: 40px;
    max-width: 100%;
    padding: 6px 12px;
    border: 1px solid var(--edge);
    border-radius: 10px;
    background: var(--subtle);
    color: inherit;
    font: inherit;
  }
  .field::placeholder {
    color: var(--faint);
    opacity: 1;
  }
  .field:focus-visible {
    border-color: var(--accent);
    outline-offset: 0;
  }
  .approval {
    display: flex;
    gap: 12px;
    padding: 12px;
    border: 1px solid color-mix(in srgb, var(--accent) 45%, var(--surface));
    border-radius: 14px;
    background: color-mix(in srgb, var(--accent) 6%, var(--surface));
  }
  .approval + .approval {
    margin-block-start: 10px;
  }
  .approval .question {
    font-size: 1.07em;
    font-weight: var(--ha-font-weight-medium, 500);
  }
  .approval .buttons {
    margin-block-start: 4px;
  }
  .left {
    display: grid;
    flex: none;
    place-items: center;
    width: 36px;
    height: 36px;
  }
  .left > * {
    grid-area: 1 / 1;
  }
  .left > .icon {
    width: 18px;
    height: 18px;
  }
  .ring {
    width: 36px;
    height: 36px;
    fill: none;
    stroke-width: 3;
  }
  .ring .track {
    stroke: var(--line);
  }
  .ring .filled {
    stroke: var(--accent);
  }
  .items li {
    display: flex;
    gap: 6px;
    align-items: center;
  }
  .items .icon {
    width: 1em;
    height: 1em;
    color: var(--accent);
  }
  :dir(rtl) .items .icon {
    transform: scaleX(-1);
  }
  .hint {
    color: var(--faint);
    font-size: 0.93em;
  }
  .pin {
    display: flex;
    flex-direction: column;
    gap: 2px;
  }
  .pin .field {
    width: 8.5em;
    letter-spacing: 0.15em;
  }
  .pin .field::placeholder {
    letter-spacing: normal;
  }
  .told-place {
    padding-inline: 16px;
  }
  .told-place:focus-visible {
    outline: none;
  }
  .told {
    --sign: var(--good);
    display: flex;
    gap: 10px;
    padding: 10px 12px;
    margin-block-end: 14px;
    border-inline-start: 4px solid var(--sign);
    border-radius: 8px;
    background: color-mix(in srgb, var(--sign) 12%, var(--surface));
    overflow-wrap: anywhere;
  }
  .told.careful {
    --sign: var(--careful);
  }
  .told.plain {
    --sign: var(--accent);
  }
  .told .icon {
    margin-block-start: 0.12em;
  }
`,$t=o`
  :host {
    --text: var(--primary-text-color, #141414);
    --faint: var(--secondary-text-color, #5e5e5e);
    --accent: var(--primary-color, #009ac7);
    --on-accent: var(--text-primary-color, #fff);
    --surface: var(--ha-card-background, var(--card-background-color, #fff));
    --tint: color-mix(in srgb, var(--accent) 15%, var(--surface));
    --subtle: color-mix(in srgb, var(--text) 5%, var(--surface));
    --hover: color-mix(in srgb, var(--text) 9%, var(--surface));
    --line: color-mix(in srgb, var(--text) 14%, var(--surface));
    --edge: color-mix(in srgb, var(--text) 28%, var(--surface));
    --good: var(--success-color, #43a047);
    --bad: var(--error-color, #db4437);
    --careful: var(--warning-color, #ffa600);
    --gap: var(--ha-space-2, 8px);
    --quick: var(--ha-animation-duration-fast, 150ms);
    display: block;
    height: 100%;
    color: var(--text);
    font-family: var(--ha-font-family-body, Roboto, Noto, sans-serif);
    font-size: var(--ha-font-size-m, 14px);
    line-height: 1.5;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  p,
  h2,
  h3,
  ul {
    margin: 0;
    padding: 0;
  }
  h2,
  h3,
  .empty p {
    text-wrap: balance;
  }
  ul {
    list-style: none;
  }
  button,
  textarea {
    color: inherit;
    font: inherit;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .sr {
    position: absolute;
    overflow: hidden;
    width: 1px;
    height: 1px;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .icon {
    flex: none;
    width: 1.25em;
    height: 1.25em;
    fill: none;
    stroke: currentcolor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .pill,
  .round,
  .link {
    position: relative;
    border: 1px solid transparent;
    background: none;
    cursor: pointer;
    transition:
      background-color var(--quick),
      border-color var(--quick);
    -webkit-tap-highlight-color: transparent;
  }
  .pill {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-height: 36px;
    max-width: 100%;
    padding: 5px 14px;
    border-color: var(--edge);
    border-radius: 18px;
    font-weight: var(--ha-font-weight-medium, 500);
    text-align: start;
    overflow-wrap: anywhere;
  }
  /* A finger needs more room than the eye. */
  .pill::after {
    position: absolute;
    inset: -5px 0;
    content: "";
  }
  .pill:hover:enabled {
    background: var(--hover);
  }
  .pill.quiet {
    padding-inline: 10px;
    border-color: transparent;
    background: var(--subtle);
    font-size: 0.93em;
  }
  .pill.quiet:hover:enabled {
    background: var(--hover);
  }
  .pill.strong {
    border-color: var(--accent);
    background: var(--tint);
  }
  .pill.strong:hover:enabled {
    background: color-mix(in srgb, var(--accent) 25%, var(--surface));
  }
  .round {
    display: grid;
    place-items: center;
    flex: none;
    width: 44px;
    height: 44px;
    padding: 0;
    border-radius: 50%;
    background: var(--subtle);
    font-size: 18px;
  }
  .round.strong {
    background: var(--accent);
    color: var(--on-accent);
  }
  .round.strong:hover:enabled {
    background: color-mix(in srgb, var(--text) 14%, var(--accent));
  }
  .link {
    min-height: 28px;
    padding: 2px 6px;
    margin-inline: -6px;
    border-radius: 6px;
    color: var(--text);
    font-size: 0.93em;
    font-weight: var(--ha-font-weight-medium, 500);
    text-decoration: underline;
    text-decoration-color: var(--accent);
    text-decoration-thickness: 2px;
    text-underline-offset: 3px;
  }
  .link:hover {
    background: var(--hover);
  }
  .pill:disabled,
  .round.strong:disabled {
    border-color: transparent;
    background: var(--subtle);
    color: var(--disabled-text-color, #bdbdbd);
    cursor: default;
  }
  :dir(rtl) .difference .icon {
    transform: scaleX(-1);
  }
  @media (prefers-contrast: more) {
    :host {
      --faint: var(--text);
      --line: var(--text);
      --edge: var(--text);
    }
    .pill.quiet,
    .words,
    textarea {
      border: 1px solid var(--text);
    }
  }
  @media (forced-colors: active) {
    .pill,
    .round,
    .words,
    textarea {
      border: 1px solid ButtonText;
    }
    .swatch {
      forced-color-adjust: none;
    }
    button:disabled {
      color: GrayText;
      border-color: GrayText;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }
`,en=o`
  .earlier {
    align-self: center;
  }
  .turn {
    display: flex;
    flex: none;
    flex-direction: column;
    gap: 10px;
    border-radius: 12px;
  }
  .turn:first-child {
    margin-block-start: auto;
  }
  .words {
    align-self: flex-end;
    max-width: min(85%, 60ch);
    padding: 8px 14px;
    border-radius: 18px;
    border-end-end-radius: 5px;
    background: var(--tint);
    overflow-wrap: anywhere;
  }
  /* Of white space in the words and answers the lines are kept. */
  .text,
  .streaming,
  .why p {
    white-space: pre-line;
  }
  .reply {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: 8px;
    min-width: 0;
  }
  .answer,
  .why p {
    max-width: 68ch;
    overflow-wrap: anywhere;
  }
  .answer {
    font-size: 1.07em;
  }
  .streaming::after {
    display: inline-block;
    width: 2px;
    height: 1em;
    margin-inline-start: 3px;
    background: var(--accent);
    vertical-align: -0.12em;
    animation: blink 1s steps(2) infinite;
    content: "";
  }
  .status {
    --sign: var(--bad);
    display: inline-flex;
    align-items: center;
    gap: 6px;
    padding: 2px 10px 2px 8px;
    border-radius: 13px;
    background: color-mix(in srgb, var(--sign) 13%, var(--surface));
    font-size: 0.86em;
    font-weight: var(--ha-font-weight-medium, 500);
  }
  .status:dir(rtl) {
    padding: 2px 8px 2px 10px;
  }
  .status .icon {
    color: var(--sign);
    stroke-width: 2.5;
  }
  .status.asked,
  .status.scheduled,
  .status.under_way {
    --sign: var(--accent);
  }
  .status.missed,
  .status.partial {
    --sign: var(--careful);
  }
  .status.not_understood,
  .status.undone {
    --sign: var(--faint);
  }
  .receipt {
    align-self: stretch;
    padding: 2px 12px 2px 10px;
    border: 1px solid var(--line);
    border-radius: 12px;
  }
  .receipt .link {
    margin-block: 4px 6px;
  }
  .change {
    display: grid;
    grid-template-columns: auto 1fr auto;
    gap: 2px 12px;
    align-items: center;
    padding-block: 8px;
  }
  .change + .change {
    border-block-start: 1px solid var(--line);
  }
  /* The device's icon in its colour, as Home Assistant's own tiles show it. */
  .device {
    --mdc-icon-size: 20px;
    display: grid;
    position: relative;
    place-items: center;
    width: 34px;
    height: 34px;
    border-radius: 50%;
    background: color-mix(in srgb, currentcolor 18%, transparent);
    color: var(--state-inactive-color, var(--faint));
  }
  .dot {
    width: 10px;
    height: 10px;
    border-radius: 50%;
    background: currentcolor;
  }
  .what {
    display: flex;
    flex-flow: row wrap;
    column-gap: 10px;
    align-items: baseline;
    min-width: 0;
  }
  .name {
    font-weight: var(--ha-font-weight-medium, 500);
    overflow-wrap: anywhere;
  }
  .differences {
    display: inline-flex;
    flex-flow: row wrap;
    column-gap: 12px;
    color: var(--faint);
  }
  .difference {
    overflow-wrap: anywhere;
  }
  .difference .icon {
    width: 1em;
    height: 1em;
    margin-inline: 1px;
    vertical-align: -0.14em;
  }
  .attribute::after {
    content: ":";
  }
  .after {
    color: var(--text);
  }
  .swatch {
    display: inline-block;
    width: 0.85em;
    height: 0.85em;
    border: 1px solid var(--edge);
    border-radius: 50%;
    vertical-align: -0.08em;
  }
  .mark {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    font-size: 0.86em;
    white-space: nowrap;
  }
  .mark .icon {
    stroke-width: 2.5;
  }
  .mark.verified .icon {
    color: var(--good);
  }
  .mark.under_way .icon {
    color: var(--accent);
  }
  .mark.unverified .icon {
    color: var(--careful);
  }
  .is-undone .after {
    color: var(--faint);
    text-decoration: line-through;
  }
  .problems {
    display: flex;
    flex-direction: column;
    gap: 4px;
  }
  .problems li,
  .failure {
    display: flex;
    gap: 8px;
    overflow-wrap: anywhere;
  }
  .problems .icon,
  .failure .icon {
    margin-block-start: 0.15em;
    color: var(--bad);
  }
  .problems b {
    font-weight: var(--ha-font-weight-medium, 500);
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
  }
  .footer {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 12px;
    align-items: center;
    justify-content: space-between;
    align-self: stretch;
  }
  .meta {
    display: flex;
    flex-wrap: wrap;
    color: var(--faint);
    font-size: 0.86em;
  }
  .meta > * + *::before {
    margin-inline: 0.5em;
    content: "·";
  }
  .pill .icon {
    width: 1.1em;
    height: 1.1em;
  }
  [aria-expanded] > .icon {
    transition: rotate var(--quick);
  }
  [aria-expanded="true"] > .icon {
    rotate: 180deg;
  }
  .why {
    align-self: stretch;
    padding: 10px 14px;
    border-inline-start: 3px solid var(--accent);
    border-radius: 4px 12px 12px 4px;
    background: var(--subtle);
  }
  .why:dir(rtl) {
    border-radius: 12px 4px 4px 12px;
  }
  .thinking {
    display: flex;
    gap: 10px;
    align-items: center;
    color: var(--faint);
  }
  .dots {
    display: inline-flex;
    gap: 4px;
  }
  .dots i {
    width: 6px;
    height: 6px;
    border-radius: 50%;
    background: var(--accent);
    animation: wave 1.1s ease-in-out infinite;
  }
  .dots i:nth-child(2) {
    animation-delay: 0.15s;
  }
  .dots i:nth-child(3) {
    animation-delay: 0.3s;
  }
  @keyframes wave {
    40% {
      translate: 0 -4px;
    }
  }
  @keyframes blink {
    50% {
      opacity: 0;
    }
  }
  @container card (max-width: 420px) {
    .change {
      grid-template-columns: auto 1fr;
    }
    .change .mark {
      grid-column: 2;
    }
  }
`,tn=o`
  :host {
    --sun: color-mix(in srgb, var(--energy-solar-color, #ff9800) 82%, var(--text));
    --bought: color-mix(in srgb, var(--energy-grid-consumption-color, #488fc2) 88%, var(--text));
    --sold: color-mix(in srgb, var(--energy-grid-return-color, #8353d1) 88%, var(--text));
    --takes: color-mix(in srgb, var(--energy-battery-in-color, #f06292) 82%, var(--text));
    --gives: color-mix(in srgb, var(--energy-battery-out-color, #4db6ac) 82%, var(--text));
  }
  .energy .sections {
    gap: 12px;
  }
  .energy .ruler {
    height: 0;
    margin-block-end: -12px;
  }
  .energy .notice {
    margin-inline: 0;
  }
  .energy .told-place {
    padding-inline: 0;
  }
  .energy .told {
    margin-block-end: 0;
  }
  /* They are read out when they fill, so they are always there; empty, they take no room. */
  .energy .told-place:not(:has(p)),
  .energy .sections > .notice-place:not(:has(p)) {
    margin-block-end: -12px;
  }
  .energy .notice + .notice {
    margin-block-start: 8px;
  }
  .energy .sections .notice:last-child {
    margin-block-end: 0;
  }
  .errors .link {
    display: inline-flex;
    gap: 4px;
    align-items: center;
  }
  .unmet ul {
    display: flex;
    flex-direction: column;
    gap: 4px;
  }
  .unmet li {
    display: flex;
    gap: 8px;
    overflow-wrap: anywhere;
  }
  .unmet li .icon {
    margin-block-start: 0.15em;
    color: var(--bad);
  }
  .money {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin: 0;
  }
  .sum {
    flex: 1 1 8.5em;
    padding: 8px 12px;
    border-radius: 12px;
    background: var(--subtle);
  }
  .sum dt {
    color: var(--faint);
    font-size: 0.86em;
  }
  .sum dd {
    margin: 0;
    font-size: 1.28em;
    font-weight: var(--ha-font-weight-medium, 500);
    line-height: 1.35;
  }
  .sum .hint {
    display: block;
    font-size: 0.67em;
    font-weight: var(--ha-font-weight-normal, 400);
  }
  .view-switch {
    display: flex;
    justify-content: flex-end;
    margin-block: -4px;
  }
  .view-switch [aria-pressed="true"] {
    border-color: var(--accent);
    background: var(--tint);
  }
  .picture {
    display: flex;
    flex-direction: column;
    gap: 4px;
    min-width: 0;
  }
  .look {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 12px;
    align-items: center;
    justify-content: space-between;
  }
  .figures {
    display: flex;
    flex: 1 1 auto;
    flex-wrap: wrap;
    gap: 0 12px;
    min-height: 1.5em;
    font-size: 0.93em;
    font-variant-numeric: tabular-nums;
  }
  .figures .at {
    font-weight: var(--ha-font-weight-medium, 500);
  }
  .figures .of {
    color: var(--faint);
  }
  .slide {
    flex-basis: 100%;
    padding-inline-start: 44px;
  }
  .slide input {
    display: block;
    width: calc(100% + 16px);
    height: 24px;
    margin: 0 -8px;
    accent-color: var(--accent);
    cursor: pointer;
  }
  .assets {
    display: flex;
    flex-direction: column;
    min-width: 0;
  }
  .asset {
    display: flex;
    flex-direction: column;
    gap: 2px;
    min-width: 0;
    padding-block: 4px 8px;
    border-block-start: 1px solid var(--line);
  }
  .asset-head {
    display: flex;
    gap: 10px;
    align-items: center;
    min-height: 44px;
    padding: 4px;
    margin-inline: -4px;
    border: none;
    border-radius: 10px;
    background: none;
    text-align: start;
    cursor: pointer;
  }
  .asset-head:hover {
    background: var(--hover);
  }
  .asset-head .role {
    width: 32px;
    height: 32px;
  }
  .asset-head .what {
    flex: 1 1 auto;
    flex-flow: column;
    align-items: flex-start;
  }
  .asset-head .figure {
    display: block;
    flex: none;
    max-width: 46%;
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .asset-head .name {
    line-height: 1.3;
  }
  .by-hand {
    display: inline-flex;
    gap: 4px;
    align-items: center;
    color: var(--text);
  }
  .by-hand .icon {
    width: 1.1em;
    height: 1.1em;
  }
  .detail {
    display: flex;
    flex-direction: column;
    gap: 10px;
    padding: 10px 12px;
    margin-block-start: 4px;
    border-radius: 12px;
    background: var(--subtle);
  }
  .reason {
    max-width: 68ch;
    overflow-wrap: anywhere;
  }
  .set fieldset {
    display: flex;
    flex-direction: column;
    gap: 10px;
    min-width: 0;
    padding: 0;
    margin: 0;
    border: none;
  }
  .set legend {
    padding: 0;
    margin-block-end: 6px;
    font-weight: var(--ha-font-weight-medium, 500);
  }
  .set-fields {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 12px;
  }
  .set-fields label {
    display: flex;
    flex: 1 1 8em;
    flex-direction: column;
    gap: 2px;
    font-size: 0.93em;
  }
  .set-fields .field {
    width: 100%;
    background: var(--surface);
  }
  .set:not(:has(option:is([value="charge"], [value="export"]):checked)) .power {
    display: none;
  }
  a.pill {
    color: inherit;
    text-decoration: none;
  }
  .energy .ghost.tall {
    height: 180px;
  }
  @media (prefers-contrast: more) {
    .sum,
    .detail,
    .idle {
      border: 1px solid var(--text);
      stroke: var(--text);
    }
  }
  @media (forced-colors: active) {
    .plot,
    .key .swatch {
      forced-color-adjust: none;
    }
    .sum,
    .detail,
    .asset-head {
      border: 1px solid ButtonText;
    }
  }
  @container card (max-width: 420px) {
    .asset-head {
      flex-wrap: wrap;
      row-gap: 0;
    }
    .asset-head .what {
      flex-basis: calc(100% - 80px);
    }
    .asset-head .figure {
      order: 1;
      flex-basis: 100%;
      max-width: none;
      padding-inline-start: 42px;
      text-align: start;
    }
  }
`,nn=o`
  .plots {
    min-width: 0;
    overflow: hidden;
    cursor: crosshair;
    touch-action: pan-y;
  }
  .plot {
    display: block;
    max-width: 100%;
  }
  .plot-head {
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 2px 12px;
    margin-block-start: 4px;
    font-size: 0.93em;
  }
  .unit,
  .legend {
    color: var(--faint);
    font-weight: var(--ha-font-weight-normal, 400);
  }
  .legend {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 2px 12px;
    font-size: 0.93em;
  }
  .key {
    display: inline-flex;
    gap: 5px;
    align-items: center;
  }
  .key .swatch {
    width: 11px;
    height: 11px;
    border: none;
    border-radius: 3px;
  }
  .swatch.pv {
    background: var(--sun);
  }
  .swatch.bought {
    background: var(--bought);
  }
  .swatch.sold {
    background: var(--sold);
  }
  .key .swatch.load {
    height: 3px;
    background: var(--text);
  }
  .plot text {
    fill: var(--faint);
    font-size: 11px;
    font-variant-numeric: tabular-nums;
  }
  .plot .scale {
    text-anchor: end;
  }
  .plot .hour {
    text-anchor: middle;
  }
  .plot .hour.day,
  .plot .hour.is-now {
    fill: var(--text);
    font-weight: 500;
  }
  .plot .grid {
    stroke: var(--line);
  }
  .plot .gone {
    fill: color-mix(in srgb, var(--text) 4%, transparent);
  }
  .plot .looked {
    fill: color-mix(in srgb, var(--accent) 22%, transparent);
  }
  .plot .now {
    stroke: var(--accent);
    stroke-width: 2;
  }
  .bar-price.usual {
    fill: color-mix(in srgb, var(--text) 38%, var(--surface));
  }
  .bar-price.cheap {
    fill: var(--good);
  }
  .bar-price.dear {
    fill: color-mix(in srgb, var(--bad) 88%, var(--text));
  }
  .plot .line {
    fill: none;
    stroke-width: 1.8;
    stroke-linejoin: round;
  }
  .line.export {
    stroke: var(--sold);
    stroke-dasharray: 5 3;
  }
  .line.load {
    stroke: var(--text);
  }
  .line.pv {
    stroke: var(--sun);
  }
  .area.pv {
    fill: var(--sun);
    opacity: 0.35;
  }
  .area.bought {
    fill: var(--bought);
    opacity: 0.6;
  }
  .area.sold {
    fill: var(--sold);
    opacity: 0.6;
  }
  .line.level {
    stroke: var(--accent);
    stroke-width: 2;
  }
  .band {
    fill: var(--good);
    opacity: 0.18;
  }
  .idle {
    fill: var(--subtle);
  }
  .does.takes {
    fill: var(--takes);
  }
  .does.gives {
    fill: var(--gives);
  }
  .table {
    max-height: 420px;
    border: 1px solid var(--line);
    border-radius: 12px;
    overflow: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
  }
  .table table {
    width: 100%;
    border-collapse: collapse;
    font-size: 0.93em;
    font-variant-numeric: tabular-nums;
  }
  .table th,
  .table td {
    padding: 6px 10px;
    border-block-end: 1px solid var(--line);
    text-align: start;
    white-space: nowrap;
  }
  .table thead th {
    position: sticky;
    z-index: 1;
    inset-block-start: 0;
    background: var(--surface);
    font-weight: var(--ha-font-weight-medium, 500);
  }
  .table tbody th {
    font-weight: var(--ha-font-weight-normal, 400);
  }
  .table .is-past {
    color: var(--faint);
  }
  .table .is-now {
    background: var(--tint);
  }
  .table .tag {
    font-weight: var(--ha-font-weight-medium, 500);
  }
  .what-if {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .what-if .field {
    flex: 1 1 12em;
    min-width: 0;
  }
  .what-if-answer p {
    padding: 10px 14px;
    border-inline-start: 3px solid var(--accent);
    border-radius: 4px 12px 12px 4px;
    background: var(--subtle);
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  .error-list {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(11em, 1fr));
    gap: 2px 16px;
    margin: 4px 0 0;
    font-size: 0.93em;
  }
  .error-list div {
    display: flex;
    gap: 8px;
    justify-content: space-between;
  }
  .error-list dt {
    color: var(--faint);
  }
  .error-list dd {
    margin: 0;
    font-variant-numeric: tabular-nums;
  }
`,rn=o`
  ha-card {
    height: 100%;
    overflow: hidden;
  }
  .frame {
    container: card / inline-size;
    display: flex;
    flex-direction: column;
    height: 100%;
    min-height: 0;
  }
  .head {
    display: flex;
    flex: none;
    align-items: center;
    gap: 12px;
    padding: 14px 16px 10px;
  }
  .head h2 {
    min-width: 0;
    font-size: var(--ha-font-size-l, 16px);
    font-weight: var(--ha-font-weight-medium, 500);
    line-height: 1.3;
    overflow-wrap: anywhere;
  }
  .emblem {
    display: grid;
    flex: none;
    place-items: center;
    width: 36px;
    height: 36px;
    border-radius: 12px;
    background: var(--tint);
    color: var(--accent);
    font-size: 17px;
  }
  .notice {
    display: flex;
    gap: 10px;
    margin: 0 16px 8px;
    padding: 10px 12px;
    border-inline-start: 4px solid var(--careful);
    border-radius: 8px;
    background: color-mix(in srgb, var(--careful) 14%, var(--surface));
    overflow-wrap: anywhere;
  }
  .log-place {
    position: relative;
    display: flex;
    flex: 1 1 auto;
    flex-direction: column;
    min-height: 0;
  }
  /* What scrolls away fades under the head. */
  .log-place::before {
    position: absolute;
    z-index: 1;
    inset: 0 12px auto;
    height: 16px;
    background: linear-gradient(var(--surface), transparent);
    content: "";
    pointer-events: none;
  }
  .log {
    display: flex;
    flex: 1 1 auto;
    flex-direction: column;
    gap: 20px;
    min-height: 0;
    padding: 14px 16px 16px;
    overflow: hidden auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--edge) transparent;
  }
  .log:focus-visible {
    border-radius: 8px;
    outline-offset: -2px;
  }
  .free .log {
    min-height: 200px;
    max-height: min(60vh, 520px);
  }
  /* A panel is as high as the page beneath its header; nothing above the card tells it that height. */
  .page {
    height: calc(
      100dvh - var(--header-height, 56px) - var(--safe-area-inset-top, 0px) - var(--safe-area-inset-bottom, 0px) - 2px
    );
  }
  .fixed .log {
    flex: none;
    height: var(--log-height);
  }
  .newest {
    position: absolute;
    inset-block-end: 8px;
    inset-inline-start: 50%;
    background: var(--surface);
    box-shadow: 0 2px 8px rgb(0 0 0 / 25%);
    translate: -50%;
  }
  .newest:dir(rtl) {
    translate: 50%;
  }
  .composer {
    display: flex;
    flex: none;
    align-items: flex-end;
    gap: var(--gap);
    padding: 10px 12px 12px;
    border-block-start: 1px solid var(--line);
  }
  textarea {
    flex: 1;
    min-width: 0;
    min-height: 44px;
    max-height: 140px;
    padding: 10px 16px;
    border: 1px solid var(--edge);
    border-radius: 22px;
    background: var(--subtle);
    resize: none;
    field-sizing: content;
  }
  textarea:focus-visible {
    border-color: var(--accent);
    outline-offset: 0;
    outline-width: 1px;
  }
  textarea::placeholder {
    color: var(--faint);
    opacity: 1;
  }
  .empty {
    display: flex;
    flex: 1;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 10px;
    padding-block: 8px;
    text-align: center;
  }
  .empty h3 {
    font-size: var(--ha-font-size-xl, 20px);
    font-weight: var(--ha-font-weight-medium, 500);
    line-height: 1.3;
  }
  .empty > p {
    max-width: 40ch;
    color: var(--faint);
  }
  .examples {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 10px;
    margin-block-start: 6px;
  }
  .examples .pill {
    min-height: 40px;
    border-radius: 20px;
  }
  .loading {
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: 14px;
    justify-content: flex-end;
  }
  .ghost {
    width: 78%;
    height: 40px;
    border-radius: 14px;
    background: var(--subtle);
    animation: breathe 1.6s ease-in-out infinite;
  }
  .ghost.end {
    align-self: flex-end;
    width: 55%;
  }
  .ghost.short {
    width: 46%;
    height: 18px;
  }
  @keyframes breathe {
    50% {
      opacity: 0.45;
    }
  }
  @container card (min-width: 720px) {
    .head,
    .log,
    .composer {
      padding-inline: max(24px, (100% - 760px) / 2);
    }
  }
  @container card (max-width: 340px) {
    .log,
    .head {
      padding-inline: 12px;
    }
    .composer {
      padding-inline: 8px;
    }
    .examples {
      flex-direction: column;
      align-self: stretch;
    }
  }
`,an=o`
  .fact {
    display: flex;
    gap: 12px;
    align-items: center;
    justify-content: space-between;
    padding-block: 10px;
  }
  .fact + .fact {
    border-block-start: 1px solid var(--line);
  }
  .fact .buttons {
    flex: none;
    justify-content: flex-end;
  }
  .meta q {
    font-style: italic;
    overflow-wrap: anywhere;
  }
  .search {
    display: flex;
    position: relative;
    align-items: center;
  }
  .search .icon {
    position: absolute;
    inset-inline-start: 12px;
    color: var(--faint);
    pointer-events: none;
  }
  .search .field {
    flex: 1;
    min-width: 0;
    min-height: 44px;
    padding-inline-start: 40px;
    border-radius: 22px;
  }
  .sure {
    display: flex;
    flex-direction: column;
    gap: 8px;
    width: 100%;
    margin-block-start: 6px;
    padding: 10px 12px;
    border-inline-start: 3px solid var(--accent);
    border-radius: 8px;
    background: var(--subtle);
  }
  .sure .field {
    background: var(--surface);
  }
  .fact .sure .buttons {
    justify-content: flex-start;
  }
  .pill.grave {
    border-color: var(--bad);
  }
  .pill.grave .icon {
    color: var(--bad);
  }
`,on=o`
  .sections {
    display: flex;
    flex: 1 1 auto;
    flex-direction: column;
    gap: 22px;
    min-height: 0;
    padding: 4px 16px 18px;
  }
  .overview .head {
    padding-inline: 16px;
  }
  /* A line that is full ends with the dot, the next begins with words. */
  .overview .meta > * + *::before {
    content: none;
  }
  .overview .meta > :not(:last-child)::after {
    margin-inline: 0.5em;
    content: "·";
  }
  .filled .sections {
    overflow: hidden auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--edge) transparent;
  }
  .sections:focus-visible {
    border-radius: 8px;
    outline-offset: -2px;
  }
  section {
    container: section / inline-size;
    display: flex;
    flex-direction: column;
    gap: 8px;
    min-width: 0;
  }
  h3,
  h4 {
    display: flex;
    gap: 8px;
    align-items: center;
    margin: 0;
    font-weight: var(--ha-font-weight-medium, 500);
    line-height: 1.3;
  }
  h4 {
    margin-block-start: 4px;
    color: var(--faint);
    font-size: 0.93em;
  }
  .count {
    min-width: 1.7em;
    padding: 0 6px;
    border-radius: 1em;
    background: var(--accent);
    color: var(--on-accent);
    font-size: 0.86em;
    text-align: center;
  }
  .none {
    display: flex;
    gap: 8px;
    align-items: center;
    color: var(--faint);
  }
  .none .icon {
    color: var(--good);
  }
  .rows {
    display: flex;
    flex-direction: column;
    min-width: 0;
  }
  .body {
    display: flex;
    flex: 1 1 auto;
    flex-direction: column;
    gap: 4px;
    align-items: flex-start;
    min-width: 0;
  }
  .body > * {
    max-width: 100%;
    overflow-wrap: anywhere;
  }
  select.field {
    min-height: 44px;
  }
  select.field option {
    background: var(--surface);
    color: var(--text);
  }
  select.field option:disabled {
    color: var(--disabled-text-color, #bdbdbd);
  }
  .sections .ghost {
    width: 100%;
    height: 56px;
  }
  .sections .ghost.short {
    width: 40%;
    height: 18px;
  }
  @media (prefers-contrast: more) {
    .field,
    .approval,
    .models,
    .sure {
      border: 1px solid var(--text);
    }
    .bar {
      outline: 1px solid var(--text);
    }
  }
  @media (forced-colors: active) {
    .bar,
    .ring {
      forced-color-adjust: none;
    }
    .count,
    .role,
    .models {
      border: 1px solid ButtonText;
    }
  }
  @container section (max-width: 430px) {
    .agent {
      flex-wrap: wrap;
    }
    .agent .body {
      flex-basis: calc(100% - 48px);
    }
    .agent > .field,
    .agent > .level {
      margin-inline-start: 48px;
    }
    .fact {
      flex-direction: column;
      align-items: stretch;
    }
    .fact .buttons {
      justify-content: flex-start;
    }
  }
  @container card (min-width: 860px) {
    .overview .head,
    .overview .told-place,
    .sections {
      padding-inline: 24px;
    }
    .sections:has(> section + section[aria-labelledby="memory"]) {
      display: grid;
      grid-template: auto 1fr / 3fr 2fr;
      column-gap: 40px;
    }
    section {
      grid-column: 1;
    }
    .sections > section + section[aria-labelledby="memory"] {
      grid-area: 1 / 2 / span 2;
    }
  }
`,sn=o`
  .parts {
    align-self: stretch;
  }
  .parts .link .icon {
    width: 1.1em;
    height: 1.1em;
    margin-inline-start: 4px;
    vertical-align: -0.2em;
  }
  .part {
    display: flex;
    gap: 12px;
    padding-block: 8px;
  }
  .part + .part {
    border-block-start: 1px solid var(--line);
  }
  .part .meta {
    align-self: center;
  }
  .part .goal,
  .part .came {
    flex-basis: 100%;
    overflow-wrap: anywhere;
  }
  .part .goal {
    color: var(--faint);
  }
`,cn=o`
  .suggestion {
    display: flex;
    padding-block: 8px;
  }
  .suggestion + .suggestion {
    border-block-start: 1px solid var(--line);
  }
  .suggestion a {
    color: inherit;
    margin-block: -8px;
    padding-block: 8px;
    text-decoration: underline;
  }
  .suggestion .link {
    min-height: 40px;
  }
  .folded {
    width: 100%;
  }
  .folded pre {
    box-sizing: border-box;
    width: 100%;
    max-height: 320px;
    margin: 4px 0 0;
    padding: 10px 12px;
    overflow: auto;
    border-radius: 8px;
    background: var(--subtle);
    font-size: 0.86em;
    line-height: 1.45;
    overflow-wrap: normal;
    text-align: left;
    white-space: pre;
  }
`,ln=[$t,rn,en,Qt],un=[...ln,sn],dn=[...ln,Zt,an,cn,on],fn=[...ln,on,nn,tn],pn={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},mn=e=>(...t)=>({_$litDirective$:e,values:t}),hn=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,n){this._$Ct=e,this._$AM=t,this._$Ci=n}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}},{I:gn}=Pe,_n=e=>e,vn=()=>document.createComment(``),B=(e,t,n)=>{let r=e._$AA.parentNode,i=t===void 0?e._$AB:t._$AA;if(n===void 0)n=new gn(r.insertBefore(vn(),i),r.insertBefore(vn(),i),e,e.options);else{let t=n._$AB.nextSibling,a=n._$AM,o=a!==e;if(o){let t;n._$AQ?.(e),n._$AM=e,n._$AP!==void 0&&(t=e._$AU)!==a._$AU&&n._$AP(t)}if(t!==i||o){let e=n._$AA;for(;e!==t;){let t=_n(e).nextSibling;_n(r).insertBefore(e,i),e=t}}}return n},V=(e,t,n=e)=>(e._$AI(t,n),e),yn={},bn=(e,t=yn)=>e._$AH=t,xn=e=>e._$AH,Sn=e=>{e._$AR(),e._$AA.remove()},Cn=(e,t,n)=>{let r=/* @__PURE__ */ new Map;for(let i=t;i<=n;i++)r.set(e[i],i);return r},H=mn(class extends hn{constructor(e){if(super(e),e.type!==pn.CHILD)throw Error(`repeat() can only be used in text expressions`)}dt(e,t,n){let r;n===void 0?n=t:t!==void 0&&(r=t);let i=[],a=[],o=0;for(let t of e)i[o]=r?r(t,o):o,a[o]=n(t,o),o++;return{values:a,keys:i}}render(e,t,n){return this.dt(e,t,n).values}update(e,[t,n,r]){let i=xn(e),{values:a,keys:o}=this.dt(t,n,r);if(!Array.isArray(i))return this.ut=o,a;let s=this.ut??=[],c=[],l,u,d=0,f=i.length-1,p=0,m=a.length-1;for(;d<=f&&p<=m;)if(i[d]===null)d++;else if(i[f]===null)f--;else if(s[d]===o[p])c[p]=V(i[d],a[p]),d++,p++;else if(s[f]===o[m])c[m]=V(i[f],a[m]),f--,m--;else if(s[d]===o[m])c[m]=V(i[d],a[m]),B(e,c[m+1],i[d]),d++,m--;else if(s[f]===o[p])c[p]=V(i[f],a[p]),B(e,i[d],i[f]),f--,p++;else if(l===void 0&&(l=Cn(o,p,m),u=Cn(s,d,f)),l.has(s[d])){if(l.has(s[f])){let t=u.get(o[p]),n=t===void 0?null:i[t];if(n===null){let t=B(e,i[d]);V(t,a[p]),c[p]=t}else c[p]=V(n,a[p]),B(e,i[d],n),i[t]=null;p++}else Sn(i[f]),f--}else Sn(i[d]),d++;for(;p<=m;){let t=B(e,c[m+1]);V(t,a[p]),c[p++]=t}for(;d<=f;){let e=i[d++];e!==null&&Sn(e)}return this.ut=o,bn(e,c),w}}),U=(e,t)=>{let n=e.states[t]?.attributes.friendly_name;return typeof n==`string`&&n!==``?n:t},wn=(e,t)=>{let n=e.entities?.[t],r=n?.area_id??e.devices?.[n?.device_id??``]?.area_id;return r==null?void 0:e.areas?.[r]?.name},Tn=(e,t)=>{let n=t.map(t=>U(e,t));return new Map(t.map((t,r)=>{let i=n[r]??t;return[t,n.filter(e=>e===i).length>1?wn(e,t)??i:i]}))},En=(e,t)=>Object.values(e.states).filter(n=>{if(!n?.entity_id.startsWith(`${t}.`)||n.state===`unavailable`)return!1;let r=e.entities?.[n.entity_id];return r!==void 0&&r.hidden!==!0&&!r.entity_category}).filter(t=>wn(e,t.entity_id)!==void 0).sort((t,n)=>U(e,t.entity_id).localeCompare(U(e,n.entity_id),e.language))[0],Dn=(e,t)=>{let n=En(e,`light`),r=En(e,`climate`),i=e.config?.unit_system?.temperature===`°F`?70:21;return[n===void 0?t(`empty.lights_off`):t(`empty.turn_on`,{name:U(e,n.entity_id)}),r===void 0?t(`empty.which_windows`):t(`empty.set_temperature`,{name:U(e,r.entity_id),value:i}),t(`empty.which_lights`)]},On=/* @__PURE__ */ new Set([`opening`,`closing`,`locking`,`unlocking`,`arming`,`pending`,`disarming`,`returning`]),kn=e=>e.verified?`verified`:On.has(e.after.state)?`under_way`:`unverified`,An=(e,t)=>t.filter(t=>t.parent===e.turn_id).flatMap(e=>[e,...An(e,t)]),jn=(e,t)=>[...e.changes,...t.flatMap(e=>e.changes)],Mn=(e,t=[])=>e.undone_by===null&&(e.status===`scheduled`||jn(e,t).some(e=>kn(e)!==`unverified`)),Nn=5,Pn=(e,t,n,r)=>{let i=n[e.turn_id];if(i!==void 0)return{kind:`confirm`,approval:i};let a=(r.getTime()-new Date(e.at).getTime())/6e4,o=e.requests.find(e=>e.type===`problem`&&e.candidates)?.candidates;if(e.status!==`asked`||o===void 0||a>Nn)return null;let s=t.findLast(t=>t.conversation_id===e.conversation_id&&!t.planned_by),c=e.requests.some(e=>e.asked!==void 0);return s===e&&!c?{kind:`choose`,candidates:o}:null},Fn=e=>{let t={not_verified:new Set(e.changes.filter(e=>!e.verified).map(e=>e.entity_id)),failed:new Set(e.calls.filter(e=>e.error).flatMap(e=>e.entity_ids))};return e.requests.flatMap(e=>[...e.type===`problem`?[e]:[],...e.problems??[]]).filter(t=>e.status!==`asked`||t.candidates===void 0).filter(({reason:e,entity_ids:n=[]})=>n.length===0||!n.every(n=>t[e??``]?.has(n)))},W=e=>C`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${e} /></svg>`,G={agent:W(`M12 3l2.1 6.1L20 11.2l-5.9 2.1L12 19.4l-2.1-6.1L4 11.2l5.9-2.1zM19 17v4M17 19h4`),alert:W(`M12 4.5 3 19.5h18zM12 10.5v4M12 17v.2`),arrow:W(`M4.5 12h15M14 6.5l5.5 5.5-5.5 5.5`),check:W(`M5 12.5l4.5 4.5L19 7.5`),clock:W(`M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M12 8v4.5l3 1.8`),cross:W(`M6.5 6.5l11 11M17.5 6.5l-11 11`),down:W(`M12 5v14M6 13l6 6 6-6`),chevron:W(`M7 10l5 5 5-5`),offline:W(`M4 4l16 16M5 12a10 10 0 0 1 4-2.6M19 12a10 10 0 0 0-4-2.5M8.5 15.5a5 5 0 0 1 7 0M12 19v.2`),question:W(`M8 8.6a4 4 0 1 1 5.6 3.7c-1 .5-1.6 1.3-1.6 2.5M12 19.5v.2`),send:W(`M12 19V5.5M6 11.5l6-6 6 6`),stop:W(`M8 8h8v8H8z`),edit:W(`M5 19h3.5L19 8.5 15.5 5 5 15.5zM13 7.5l3.5 3.5`),home:W(`M4 11.5 12 5l8 6.5M6.5 10v9h11v-9`),memory:W(`M6.5 4.5h11v15l-5.5-4-5.5 4z`),person:W(`M12 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7M5 19.5c.8-3.6 3.5-5 7-5s6.2 1.4 7 5`),search:W(`M11 5a6 6 0 1 0 0 12 6 6 0 0 0 0-12M15.5 15.5 20 20`),undo:W(`M8.5 5.5 4 10l4.5 4.5M4 10h10a5 5 0 0 1 0 10h-3`)},In={orchestrator:G.agent,comfort:W(`M10 4.5a2 2 0 0 1 4 0v9a4 4 0 1 1-4 0zM12 9v7.5`),lighting:W(`M12 3.5a6 6 0 0 0-3.5 10.9V17h7v-2.6A6 6 0 0 0 12 3.5M9.5 20.5h5`),security:W(`M12 3.5 5 6v5.5c0 4.3 2.8 7.3 7 9 4.2-1.7 7-4.7 7-9V6zM9 12l2.2 2.2L15.2 10`),energy:W(`M13 3 5.5 13.5H11L10 21l8-11h-5.5z`),care:W(`M14.5 6.5a4.5 4.5 0 0 1 5-1.5l-3 3 .5 2 2 .5 1.5-2a4.5 4.5 0 0 1-6.3 4.3L8 19a2.1 2.1 0 0 1-3-3l6.2-6.2a4.5 4.5 0 0 1 3.3-3.3`),household:W(`M9.5 6.5H19M9.5 12H19M9.5 17.5H19M5 6.5h.2M5 12h.2M5 17.5h.2`)},Ln={battery:W(`M7 7h10v13H7zM10 7V4.5h4V7M10 16.5h4M10 13h4`),vehicle:W(`M4.5 15.5v-3l2-5h11l2 5v3zM4.5 12.5h15M7 15.5v2.5M17 15.5v2.5`),zone:W(`M10 4.5a2 2 0 0 1 4 0v9a4 4 0 1 1-4 0zM12 9v7.5`),water_heater:W(`M12 4c3 4 5.5 6.7 5.5 10a5.5 5.5 0 0 1-11 0C6.5 10.7 9 8 12 4`),appliance:W(`M5.5 4.5h13v15h-13zM5.5 8.5h13M12 11a3 3 0 1 0 0 6 3 3 0 0 0 0-6`),load:W(`M9 4v5M15 4v5M6.5 9h11v3a5.5 5.5 0 0 1-11 0zM12 17.5V21`),fuel_heater:W(`M12 3.5c.5 4 5 5.5 5 10a5 5 0 0 1-10 0c0-2 1-3.5 2-4.5.3 1.5 1 2 1.7 2.3C10.5 8.5 10.5 6 12 3.5`),grid:W(`M9 20 11 4h2l2 16M7 9.5h10M8 14h8`),photovoltaics:W(`M6.5 5.5h11l2.5 12H4zM5.3 11.5h13.400M12 5.5v12`)},Rn=e=>Ln[e]??G.agent,zn=e=>In[e]??G.person,Bn=(e,{key:t,message:n})=>e(`error.${t}`,n===void 0?{}:{message:n}),K=(e,t)=>t===void 0?T:S`<p class="failure" role="alert">${G.alert}<span>${Bn(e,t)}</span></p>`,Vn=(e,t)=>S`<p class="failure">${G.alert}<span>${Bn(e,t)}</span></p>`,Hn=(e,t,n)=>S`<div class="empty">
    ${Vn(e,t)}
    <button class="pill" type="button" @click=${n}>${e(`state.retry`)}</button>
  </div>`,Un=864e5,Wn=(e,t)=>{let n=e>=1e3,r=n?e/1e3:Math.max(1,e);return`${new Intl.NumberFormat(t,{maximumFractionDigits:+!!n}).format(r)}\u00a0${n?`s`:`ms`}`},q=(e,t,n=/* @__PURE__ */ new Date)=>{let r=new Date(e);if(Number.isNaN(r.getTime()))return``;let{time_format:i,time_zone:a}=t.locale??{},o=I(t),s=a===`server`&&t.config?.time_zone?{timeZone:t.config.time_zone}:{},c=i===`12`||i===`24`?{hour12:i===`12`}:{},l=new Intl.DateTimeFormat(o,{dateStyle:`short`,...s}),u=l.format(r)===l.format(n),d=Math.abs(n.getTime()-r.getTime())<300*Un;return new Intl.DateTimeFormat(o,{hour:`numeric`,minute:`2-digit`,...c,...s,...u?{}:{day:`numeric`,month:`short`,...d?{}:{year:`numeric`}}}).format(r)},Gn=(e,t=600)=>{if(e.length<=t*1.2)return null;let n=e.lastIndexOf(` `,t);return`${e.slice(0,n>t/2?n:t)}…`},Kn=(e,t)=>{let n=Math.ceil(e/1e3),[r,i]=n<60?[n,`second`]:n<5400?[Math.ceil(n/60),`minute`]:[Math.round(n/3600),`hour`];return new Intl.NumberFormat(t,{style:`unit`,unit:i,unitDisplay:`short`}).format(r)},qn=(e,t)=>new Intl.NumberFormat(t,{style:`percent`}).format(e<1?Math.min(.99,e):e),Jn=(e,t)=>new Intl.NumberFormat(t,{notation:`compact`,maximumSignificantDigits:3}).format(e),Yn=(e,t,n)=>{let r=Math.abs(e)<.095?{maximumSignificantDigits:2}:{maximumFractionDigits:2};try{return new Intl.NumberFormat(n,{style:`currency`,currency:t??``,...r}).format(e)}catch{return new Intl.NumberFormat(n,r).format(e)}},Xn=`important`,Zn=` !`+Xn,Qn=mn(class extends hn{constructor(e){if(super(e),e.type!==pn.ATTRIBUTE||e.name!==`style`||e.strings?.length>2)throw Error("The `styleMap` directive must be used in the `style` attribute and must be the only part in the attribute.")}render(e){return Object.keys(e).reduce((t,n)=>{let r=e[n];return r==null?t:t+`${n=n.includes(`-`)?n:n.replace(/(?:^(webkit|moz|ms|o)|)(?=[A-Z])/g,`-$&`).toLowerCase()}:${r};`},``)}update(e,[t]){let{style:n}=e.element;if(this.ft===void 0)return this.ft=new Set(Object.keys(t)),this.render(t);for(let e of this.ft)t[e]??(this.ft.delete(e),e.includes(`-`)?n.removeProperty(e):n[e]=null);for(let e in t){let r=t[e];if(r!=null){this.ft.add(e);let t=typeof r==`string`&&r.endsWith(Zn);e.includes(`-`)||t?n.setProperty(e,t?r.slice(0,-11):r,t?Xn:``):n[e]=r}}return w}}),$n=/* @__PURE__ */ new Set([`hs`,`xy`,`rgb`,`rgbw`,`rgbww`]),er=[[15,`red`],[45,`orange`],[70,`yellow`],[165,`green`],[195,`cyan`],[255,`blue`],[290,`purple`],[340,`pink`],[360,`red`]],tr=15,nr=e=>Array.isArray(e)&&e.every(e=>typeof e==`number`)?e:null,rr=([e=0,t=0,n=0])=>{let[r,i]=[Math.max(e,t,n),Math.min(e,t,n)],a=r-i;return a===0?[0,0]:[((r===e?(t-n)/a:r===t?2+(n-e)/a:4+(e-t)/a)*60+360)%360,100*a/r]},ir=e=>{let t=e.attributes??{};if(!$n.has(String(t.color_mode)))return null;let n=nr(t.rgb_color??t.rgbw_color??t.rgbww_color),r=n===null?nr(t.hs_color):rr(n);if(r===null)return null;let[i=0,a=0]=r;return{name:a<tr?`white`:er.find(([e])=>i<e)?.[1]??`red`,css:`hsl(${Math.round(i)} ${Math.round(a)}% ${Math.round(100-a/2)}%)`}},ar=[`brightness`,`color_temp_kelvin`,`effect`,`temperature`,`target_temp_low`,`target_temp_high`,`humidity`,`percentage`,`current_position`,`current_tilt_position`,`volume_level`,`is_volume_muted`,`source`,`preset_mode`,`fan_mode`,`swing_mode`,`swing_horizontal_mode`,`mode`,`fan_speed`,`oscillating`,`direction`,`away_mode`,`current_activity`],or=/* @__PURE__ */ new Set([`color_temp_kelvin`,`effect`]),sr=/* @__PURE__ */ new Set([0,100]),cr=/* @__PURE__ */ new Set([`current_position`,`current_tilt_position`]),lr=e=>{let t=e.replaceAll(`_`,` `);return t.charAt(0).toUpperCase()+t.slice(1)},ur=(e,t,n)=>{let r=e.states[t];return{...r,entity_id:t,state:n.state,attributes:{...r?.attributes,...n.attributes}}},dr=(e,t,n)=>(e.states[t]===void 0?void 0:e.formatEntityState?.(ur(e,t,n),n.state))??lr(n.state),fr=(e,t,n,r)=>{let i=n.attributes?.[r];return i==null?null:e.formatEntityAttributeValue?.(ur(e,t,n),r,i)??String(i)},pr=(e,t)=>JSON.stringify(e??null)===JSON.stringify(t??null),mr=(e,t,n)=>{let{entity_id:r,before:i,after:a}=t,[o,s]=[i.attributes?.[n],a.attributes?.[n]],c=i.state!==a.state&&cr.has(n)&&sr.has(s),l=i.state!==a.state&&or.has(n);if(pr(o,s)||c||l)return null;let u=fr(e,r,a,n),d=i.state===a.state?fr(e,r,i,n):null;return u===null||u===d?null:{kind:n,label:e.formatEntityAttributeName?.(ur(e,r,a),n)??lr(n),before:d,after:u}},hr=(e,t,n)=>{let[r,i]=[ir(e.before),ir(e.after)];return i===null||r?.name===i.name&&r.css===i.css?null:{kind:`color`,label:t,before:r===null||r.name===i.name?null:n(r.name),after:n(i.name)}},gr=(e,t,n)=>{let{entity_id:r,before:i,after:a}=t;return[i.state===a.state?null:{kind:`state`,label:null,before:dr(e,r,i),after:dr(e,r,a)},...ar.map(n=>mr(e,t,n)),hr(t,n.color,n.name)].filter(e=>e!==null)},_r=(e,t)=>dr(e,t.entity_id,t.after),vr=4,yr={verified:G.check,under_way:G.clock,unverified:G.alert},br=/* @__PURE__ */ new Set([`off`,`closed`,`disarmed`,`docked`,`idle`,`standby`,`unavailable`,`unknown`]),xr=({entity_id:e,after:{state:t}})=>{let[n,r]=[e.split(`.`)[0]??``,t].map(e=>e.toLowerCase().replaceAll(/[^a-z0-9]+/g,`_`));return`var(--state-${n}-${r}-color, var(--state-${n}-active-color, var(--state-active-color, var(--accent))))`},Sr=({hass:e},t)=>{let n=e.states[t.entity_id]!==void 0&&customElements.get(`ha-state-icon`)!==void 0;return S`<span class="device" style=${Qn(br.has(t.after.state)?{}:{color:xr(t)})} aria-hidden="true"
    >${n?S`<ha-state-icon .hass=${e} .stateObj=${ur(e,t.entity_id,t.after)}></ha-state-icon>`:S`<span class="dot"></span>`}</span
  >`},Cr=({localize:e},t,{kind:n,label:r,before:i,after:a})=>{let o=n===`color`?ir(t.after):null;return S`<span class="difference">
    ${r===null?T:S`<bdi class="attribute">${r}</bdi>`}
    ${i===null?T:S`<span class="sr">${e(`turn.from`)}</span> <bdi>${i}</bdi> ${G.arrow}
          <span class="sr">${e(`turn.to`)}</span>`}
    ${o===null?T:S`<span class="swatch" style=${Qn({background:o.css})}></span>`}
    <bdi class="after">${a}</bdi>
  </span>`},wr=(e,t)=>{let{hass:n,localize:r}=e,i=kn(t),a=gr(n,t,{color:r(`attribute.color`),name:e=>r(`color.${e}`)});return S`<li class="change">
    ${Sr(e,t)}
    <span class="what">
      <span class="name" dir="auto">${t.name}</span>
      <span class="differences">
        ${a.length===0?S`<bdi class="after">${_r(n,t)}</bdi>`:a.map(n=>Cr(e,t,n))}
      </span>
    </span>
    <span class="mark ${i}">${yr[i]}${r(`turn.${i}`)}</span>
  </li>`},Tr=(e,t,n)=>{if(n.length===0)return T;let{localize:r,unfolded:i,actions:a}=e,o=`changes-${t}`,s=i.has(o),c=n.length-vr,l=c>1,u=l&&!s?n.slice(0,vr):n;return S`<div class="receipt">
    <ul id=${o} aria-label=${r(`turn.changes`)}>
      ${u.map(t=>wr(e,t))}
    </ul>
    ${l?S`<button
          class="link"
          type="button"
          aria-expanded=${s}
          aria-controls=${o}
          @click=${()=>a.unfold(o)}
        >
          ${s?r(`turn.fewer_changes`):r(`turn.more_changes`,{count:c})}
        </button>`:T}
  </div>`},Er=`[0-9]{4,12}`,Dr=(e,t)=>Math.max(0,new Date(e.expires).getTime()-t.getTime()),Or=(e,t)=>{let n=new Date(e.expires).getTime()-new Date(e.at).getTime();return n>0?Math.min(1,Dr(e,t)/n):0},kr=(e,t)=>{let n=Object.values(e.states).find(e=>e?.entity_id.startsWith(`person.`)===!0&&e.attributes.user_id===t)?.attributes.friendly_name;return typeof n==`string`?n:void 0},Ar=(e,t,{asker:n})=>{if(n.user_id!=null&&n.user_id===e.user?.id)return t(`approval.asked_by_you`);let r=n.user_id==null?void 0:kr(e,n.user_id);return r===void 0?n.origin===`automation`?t(`approval.asked_by_automation`):t(n.origin===`voice`?`approval.asked_by_voice`:`approval.asked_by_other`):t(`approval.asked_by`,{name:r})},jr=(e,{question:t,disabled:n,reject:r})=>S`<button
    class="pill"
    type="button"
    aria-label=${e(`turn.no_label`,{question:t})}
    ?disabled=${n}
    @click=${()=>r()}
  >
    ${G.cross}${e(`turn.no`)}
  </button>`,Mr=(e,{question:t,disabled:n,pin:r,approve:i})=>S`<button
    class="pill strong"
    type=${r?`submit`:`button`}
    aria-label=${e(`turn.yes_label`,{question:t})}
    ?disabled=${n}
    @click=${r?T:()=>i()}
  >
    ${G.check}${e(`turn.yes`)}
  </button>`,Nr=(e,t)=>{let{id:n,question:r,disabled:i,approve:a}=t,o=e(`approval.pin_hint`),s=e=>(e.setCustomValidity(``),e.setCustomValidity(e.checkValidity()?``:o),e.reportValidity());return S`<form class="pin" novalidate @submit=${e=>{e.preventDefault();let t=e.currentTarget.querySelector(`input`);if(t!==null&&s(t)){let e=t.value;t.value=``,a(e)}}}>
    <label for="pin-${n}">${e(`approval.pin_wanted`)}</label>
    <div class="buttons">
      <input
        id="pin-${n}"
        class="field"
        type="password"
        inputmode="numeric"
        autocomplete="off"
        data-1p-ignore
        data-lpignore="true"
        required
        pattern=${Er}
        maxlength=${12}
        placeholder=${e(`approval.pin`)}
        aria-label=${e(`approval.pin_label`,{question:r})}
        title=${o}
        ?disabled=${i}
        @input=${e=>e.target.setCustomValidity(``)}
      />
      ${Mr(e,t)} ${jr(e,t)}
    </div>
  </form>`},Pr=(e,t)=>t.pin?Nr(e,t):S`<div class="buttons">${Mr(e,t)} ${jr(e,t)}</div>`,Fr=({agents:e,agentId:t,localize:n},r)=>r.profile===void 0||r.profile===t?null:n(`turn.by_agent`,{agent:N(e,r.profile,n)}),Ir=({localize:e},t)=>{let n=(t.sources??[]).filter(e=>e!==`person`).map(t=>j(e,`source.${t}`,t));return n.length===0?null:e(`turn.read`,{sources:n.join(`, `)})},Lr=({agents:e,localize:t},n)=>{let r=N(e,n.profile??``,t);return S`<li class="part">
    <span class="role">${zn(e.find(e=>e.agent_id===n.profile)?.role??n.profile??``)}</span>
    <span class="what">
      <span class="name" dir="auto">${r}</span>
      <span class="meta">${t(`decided.${n.status}`)}</span>
      <span class="goal" dir="auto">${n.words}</span>
      ${n.answer===``?T:S`<span class="came" dir="auto">${n.answer}</span>`}
    </span>
  </li>`},Rr=(e,t,n,r)=>{if(r.length===0)return T;let{agents:i,localize:a,unfolded:o,actions:s}=e,c=`parts-${t.turn_id}`,l=o.has(c);return S`<div class="parts">
    <button class="link" type="button" aria-expanded=${l} aria-controls=${c} @click=${()=>s.unfold(c)}>
      ${a(`turn.parts`,{agents:[...new Set(r.map(e=>N(i,e.profile??``,a)))].join(`, `)})}${G.chevron}
    </button>
    <ul id=${c} aria-label=${a(`turn.parts_label`,{words:n})} ?hidden=${!l}>
      ${r.map(t=>Lr(e,t))}
    </ul>
  </div>`},zr=({localize:e},t)=>{if(t.words!==``)return t.words;if(t.planned_by)return e(`turn.planned`);if(t.undoes!==null)return e(`turn.pressed_undo`);let n=t.requests.find(e=>e.type===`talk`)?.talk;return e(n===`yes`?`turn.confirmed`:n===`no`?`turn.rejected`:`turn.pressed`)},Br=(e,t,n)=>{let{localize:r,unfolded:i,actions:a}=e,o=Gn(n);if(o===null)return S`<span class="text" dir="auto">${n}</span>`;let s=i.has(t);return S`<span id=${t} class="text" dir="auto">${s?n:o}</span>
    <button class="link" type="button" aria-expanded=${s} aria-controls=${t} @click=${()=>a.unfold(t)}>
      ${r(s?`turn.less_text`:`turn.more_text`)}
    </button>`},Vr=(e,t,n)=>S`<p class="words"><span class="sr">${e.localize(`turn.you`)}: </span>${Br(e,t,n)}</p>`,Hr=(e,t,n)=>n===``?T:S`<p class="answer"><span class="sr">${e.localize(`turn.agent`)}: </span>${Br(e,t,n)}</p>`,Ur=({localize:e},t,n)=>{let{status:r}=t;if(r===`done`||r===`answered`||r===`asked`&&n===null)return T;let i={asked:G.question,partial:G.alert,under_way:G.clock,scheduled:G.clock,missed:G.alert};return S`<span class="status ${r}">${r in i?i[r]:G.cross}${e(`status.${r}`)}</span>`},Wr=({localize:e},{reason:t,details:n})=>t===`overruled`&&typeof n?.agent==`string`?e(`problem.overruled_by`,{agent:n.agent}):t===`overruled`&&n?.why===`person`?e(`problem.overruled_by_person`):j(e,`problem.${t}`,e(`problem.other`)),Gr=(e,t)=>{let{hass:n}=e,r=Wr(e,t),i=t.entity_ids??[],a=i.length>0?[...Tn(n,i).values()].join(`, `):t.words;return S`<li>
    ${G.alert}<span
      >${a?S`<b dir="auto">${a}</b>: `:T}${r}</span
    >
  </li>`},Kr=(e,t)=>{let n=Fn(t),r=t.calls.filter(e=>e.error);return n.length+r.length===0?T:S`<ul class="problems" aria-label=${e.localize(`turn.problems`)}>
    ${n.map(t=>Gr(e,t))}
    ${r.map(t=>S`<li>
          ${G.alert}<span
            >${e.localize(`turn.call_failed`,{action:`${t.domain}.${t.service}`,error:t.error??``})}</span
          >
        </li>`)}
  </ul>`},qr=(e,t,n,r)=>{let{hass:i,localize:a,actions:o,ready:s}=e;if(n===null)return T;if(n.kind===`choose`){let e=Tn(i,n.candidates);return S`<div class="buttons" role="group" aria-label=${a(`turn.choices`)}>
      ${[...e.values()].map(e=>S`<button
            class="pill"
            type="button"
            ?disabled=${r||!s}
            @click=${()=>o.say(e,t.conversation_id)}
          >
            <span dir="auto">${e}</span>
          </button>`)}
    </div>`}let{approval:c}=n;return S`<p class="meta open">
      ${a(`approval.until`,{time:q(c.expires,i)})}
    </p>
    ${Pr(a,{id:t.turn_id,question:t.answer,pin:c.pin,disabled:r||!s,approve:e=>o.press(t,`approve`,e),reject:()=>o.press(t,`reject`)})}`},Jr=({hass:e,localize:t},n)=>{if(n.layer===`none`)return null;let r=n.times.understand_ms;return r===void 0?t(`layer.${n.layer}`):t(`layer.${n.layer}_time`,{time:Wn(r,I(e))})},Yr=(e,t,n,r)=>{let{hass:i,localize:a,actions:o}=e,s=zr(e,t),c=Jr(e,t),[l,u]=[Fr(e,t),Ir(e,t)],d=n.busy!==void 0;return S`<div class="footer">
    <p class="meta">
      <time datetime=${t.at}>${q(t.at,i)}</time>
      ${l===null?T:S`<span><bdi>${l}</bdi></span>`}
      ${c===null?T:S`<span class="layer" title=${t.model??T}>${c}</span>`}
      ${u===null?T:S`<span>${u}</span>`}
    </p>
    <div class="buttons">
      <button
        class="pill quiet"
        type="button"
        data-button="why"
        aria-label=${a(`turn.why_label`,{words:s})}
        aria-expanded=${n.explained===!0}
        aria-controls="why-${t.turn_id}"
        ?disabled=${n.busy===`explain`}
        @click=${()=>o.press(t,`explain`)}
      >
        ${a(`turn.why`)}${G.chevron}
      </button>
      ${Mn(t,r)?S`<button
            class="pill quiet"
            type="button"
            data-button="undo"
            aria-label=${a(`turn.undo_label`,{words:s})}
            ?disabled=${d}
            @click=${()=>o.press(t,`undo`)}
          >
            ${G.undo}${a(`turn.undo`)}
          </button>`:T}
      ${t.undone_by===null?T:S`<span class="status undone">${G.undo}${a(`turn.undone`)}</span>`}
    </div>
  </div>`},Xr=({localize:e},t,n)=>S`<div id="why-${t.turn_id}" class="why" ?hidden=${n.explained!==!0&&n.busy!==`explain`}>
    ${n.busy===`explain`?S`<p>${e(`turn.explaining`)}…</p>`:S`<p dir="auto">${n.explanation??``}</p>`}
  </div>`,Zr=(e,t,n,r,i=[])=>S`<article
    class="turn ${t.undone_by===null?``:`is-undone`}"
    tabindex="-1"
    data-turn=${t.turn_id}
    aria-label=${zr(e,t)}
    aria-busy=${n.busy!==void 0}
  >
    ${Vr(e,`words-${t.turn_id}`,zr(e,t))}
    <div class="reply">
      ${Ur(e,t,r)} ${Hr(e,`answer-${t.turn_id}`,t.answer)}
      ${qr(e,t,r,n.busy!==void 0)}
      ${Tr(e,t.turn_id,jn(t,i))} ${Kr(e,t)}
      ${Rr(e,t,zr(e,t),i)}
      ${K(e.localize,n.failure)}
      ${Yr(e,t,n,i)} ${Xr(e,t,n)}
    </div>
  </article>`,Qr=(e,t)=>S`<article class="turn pending" aria-label=${t.words}>
    ${Vr(e,`words-pending`,t.words)}
    <div class="reply">
      ${t.text===``?S`<p class="thinking">
            <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span
            ><span>${e.localize(`state.thinking`)}</span>
          </p>`:S`<p class="answer streaming" dir="auto">${t.text}</p>`}
    </div>
  </article>`,$r=(e,{words:t,failure:n})=>S`<article class="turn" aria-label=${t}>
    ${Vr(e,`words-unanswered`,t)}
    <div class="reply">
      ${Vn(e.localize,n)}
    </div>
  </article>`,ei=2e3,ti=(e,t=G.agent)=>S`<header class="head">
    <span class="emblem">${t}</span>
    <h2 dir="auto">${e}</h2>
  </header>`,ni=(e,t)=>S`<div role="status" class="notice-place">
    ${t===null?T:S`<p class="notice">${G[e]}<span>${t}</span></p>`}
  </div>`,ri=({hass:e,localize:t,actions:n,ready:r})=>S`<div class="empty">
    <h3>${t(`empty.title`)}</h3>
    <p>${t(`empty.hint`)}</p>
    <div class="examples" role="group" aria-label=${t(`empty.examples`)}>
      ${Dn(e,t).map(e=>S`<button class="pill" type="button" ?disabled=${!r} @click=${()=>n.say(e)}>
            <span dir="auto">${e}</span>
          </button>`)}
    </div>
  </div>`,ii=({localize:e})=>S`<div class="loading">
    <span class="sr">${e(`state.loading`)}</span>
    <span class="ghost end" aria-hidden="true"></span>
    <span class="ghost" aria-hidden="true"></span>
    <span class="ghost short" aria-hidden="true"></span>
  </div>`,ai=(e,t)=>{let n=/* @__PURE__ */ new Date;return S`${t.earlier?S`<div class="earlier">
        <button class="pill quiet" type="button" @click=${()=>e.actions.showEarlier()}>
          ${e.localize(`log.earlier`)}
        </button>
      </div>`:T}
  ${H(Ht(t),e=>e.turn_id,r=>Zr(e,r,t.views[r.turn_id]??{},Pn(r,t.turns,t.approvals,n),An(r,t.turns)))}
  ${t.unanswered===null?T:$r(e,t.unanswered)}
  ${t.pending===null?T:Qr(e,t.pending)}`},oi=(e,t)=>{if(t.turns.length!==0||t.pending!==null||t.unanswered!==null)return ai(e,t);switch(t.phase){case`loading`:return ii(e);case`failed`:return Hn(e.localize,t.failure??{key:`load`},e.actions.retry);case`ready`:return ri(e)}},si=(e,t,n)=>S`<div
    class="log"
    role="log"
    aria-live="polite"
    aria-label=${e.localize(`log.label`)}
    aria-busy=${t.pending!==null||t.phase===`loading`}
    tabindex="0"
    @scroll=${n}
  >
    ${oi(e,t)}
  </div>`,ci=({localize:e},t,n)=>t?S`<button class="pill newest" type="button" @click=${n}>${G.down}${e(`log.newest`)}</button>`:T,li=({localize:e,ready:t},n)=>S`<form class="composer" @submit=${e=>{e.preventDefault(),n.send()}}>
    <textarea
      id="words"
      rows="1"
      dir="auto"
      maxlength=${ei}
      autocomplete="off"
      enterkeyhint="send"
      aria-label=${e(`composer.label`)}
      placeholder=${e(`composer.placeholder`)}
      .value=${n.draft}
      @input=${e=>n.write(e.target.value)}
      @keydown=${e=>{e.key===`Enter`&&!e.shiftKey&&!e.isComposing&&(e.preventDefault(),n.send())}}
    ></textarea>
    ${n.waiting?S`<button class="round" type="button" aria-label=${e(`composer.stop`)} @click=${()=>n.stop()}>
          ${G.stop}
        </button>`:S`<button
          class="round strong"
          type="submit"
          aria-label=${e(`composer.send`)}
          ?disabled=${!t||n.draft.trim()===``}
        >
          ${G.send}
        </button>`}
  </form>`,ui=(e,t)=>{let n=new Set(e);return n.delete(t)?n:n.add(t)},di=64,fi={rows:9,min_rows:5,columns:12,min_columns:6},pi=class extends k{static styles=un;static properties={hass:{attribute:!1},layout:{attribute:!1},_draft:{state:!0},_unfolded:{state:!0},_away:{state:!0}};#e=new Xt(this);#t=new ResizeObserver(()=>this.requestUpdate());#n;#r=A(M());#i=null;#a;#o=null;constructor(){super(),this._draft=``,this._unfolded=/* @__PURE__ */ new Set,this._away=!1}connectedCallback(){super.connectedCallback(),this.#t.observe(this)}disconnectedCallback(){super.disconnectedCallback(),this.#t.disconnect()}static getConfigForm(){return ut(A(M()))}static getStubConfig(e){return{agent:Object.keys(e.states).find(t=>P(e,t))??`conversation.llm_agents`}}setConfig(e){this.#n=lt(e,A(this.hass?.language??M())),this.requestUpdate()}getCardSize(){return fi.rows}getGridOptions(){return fi}shouldUpdate(e){let t=e.get(`hass`),n=[this.#n?.agent??``];return e.size!==1||t===void 0||this.hass===void 0||vt(t,this.hass,n)}willUpdate(e){e.has(`hass`)&&this.hass!==void 0&&(this.#r=A(this.hass.language)),this.#e.use(this.hass,this.#n),this.#l(e);let t=this.#e.state.turns[0]?.turn_id,n=this.#s;this.#a!==void 0&&t!==this.#a&&n!==null&&(this.#i=n.scrollHeight-n.scrollTop),this.#a=t}render(){let[e,t]=[this.hass,this.#n];if(e===void 0||t===void 0)return S``;let n=this.#r,r=this.#e.state,i=this.#d(e,t),a={hass:e,localize:n,actions:this.#h,agents:r.agents,agentId:r.agents.find(e=>e.entity_id===t.agent)?.agent_id??`orchestrator`,unfolded:this._unfolded,ready:i===null&&r.pending===null&&!this.#f},o=t.height===null?``:`--log-height: ${t.height}px`;return S`<ha-card>
      <div class="frame ${this.#u(t)}" style=${o} dir=${_t(e)?`rtl`:`ltr`} lang=${e.language}>
        ${ti(t.title??n(`card.title`))}
        ${ni(r.connected&&e.connected?`alert`:`offline`,i)}
        <div class="log-place">
          ${si(a,r,this.#y)} ${ci(a,this._away,this.#b)}
        </div>
        ${li(a,{draft:this._draft,waiting:r.pending!==null,write:e=>{this._draft=e},send:()=>this.#p(a.ready),stop:()=>this.#e.stop()})}
      </div>
    </ha-card>`}updated(){let e=this.#s;e!==null&&this.#i!==null?(e.scrollTop=e.scrollHeight-this.#i,this.#i=null):e!==null&&!this._away&&(e.scrollTop=e.querySelector(`.turn`)===null?0:e.scrollHeight),this.#_()}get#s(){return this.shadowRoot?.querySelector(`.log`)??null}get#c(){return this.shadowRoot?.querySelector(`textarea`)??null}#l(e){let t=this.#n?.agent??``;e.has(`hass`)&&this.#f&&yt(this.hass,t)&&!yt(e.get(`hass`),t)&&this.#e.retry()}#u(e){return e.height===null?this.layout===`panel`?`page`:this.layout===`grid`&&e.fixedRows?`filled`:`free`:`fixed`}#d(e,t){let n=e.states[t.agent];return!e.connected||!this.#e.state.connected?this.#r(`state.disconnected`):n===void 0?this.#r(`error.unknown_agent`,{agent:t.agent}):n.state===`unavailable`?this.#r(`error.unavailable`):null}get#f(){return gt(this.#e.state.failure)}#p(e){let t=this._draft.trim();e&&t!==``&&(this._draft=``,this.#m(t))}#m(e,t){this._away=!1,this.#e.say(e,t),this.#c?.focus({preventScroll:!0})}#h={say:(e,t)=>this.#m(e,t),press:(e,t,n)=>void this.#g(e,t,n),unfold:e=>{this._unfolded=ui(this._unfolded,e)},showEarlier:()=>void this.#v(),retry:()=>this.#e.retry()};async#g(e,t,n){let r=this.shadowRoot?.activeElement?.closest(`[data-turn]`);await this.#e.press(e,t,n),t!==`explain`&&r instanceof HTMLElement&&(this.#o={turnId:e.turn_id,field:t!==`undo`},this.requestUpdate())}#_(){let e=this.#o;if(this.#o=null,e===null||this.shadowRoot?.activeElement!=null)return;let t=this.renderRoot.querySelector(`[data-turn="${CSS.escape(e.turnId)}"]`);(e.field?this.#c:t)?.focus({preventScroll:!0})}async#v(){this._away=!0,await this.#e.showEarlier(),await this.updateComplete,this.shadowRoot?.activeElement??this.#s?.focus({preventScroll:!0})}#y=()=>{let e=this.#s;e!==null&&(this._away=e.scrollHeight-e.scrollTop-e.clientHeight>di)};#b=()=>{this._away=!1,this.#s?.focus({preventScroll:!0})}},mi=(e,t)=>{let n=()=>{customElements.get(e)===void 0&&customElements.define(e,t)};n();let r=()=>{n(),customElements.whenDefined(`home-assistant-main`).then(n)};document.readyState===`complete`?r():window.addEventListener(`load`,r,{once:!0})},hi={phase:`loading`,failure:null,connected:!0,plan:null,busy:null,refused:null,told:null,whatIf:null},gi=(e,t)=>{let{whatIf:n}=e;switch(t.type){case`loading`:return{...e,phase:e.plan===null?`loading`:`ready`,failure:null};case`plan`:return{...e,phase:`ready`,failure:null,plan:t.plan};case`load-failed`:return{...e,phase:`failed`,failure:t.failure};case`connected`:return{...e,connected:t.connected};case`busy`:return{...e,busy:t.assetId,refused:null,told:null};case`done`:return{...e,busy:null,told:t.told};case`refused`:return{...e,busy:null,refused:{assetId:t.assetId,failure:t.failure}};case`asked`:return{...e,whatIf:{question:t.question,answer:``,waiting:!0,failure:null}};case`said`:return n===null?e:{...e,whatIf:{...n,answer:n.answer+t.text}};case`answered`:return n===null?e:{...e,whatIf:{...n,answer:t.answer,waiting:!1}};case`unanswered`:return n===null?e:{...e,whatIf:{...n,waiting:!1,failure:t.failure}}}},_i=class extends bt{state=hi;#e=0;async override(e){let t=this.hass;if(t===void 0||this.state.busy!==null)return;let{assetId:n,mode:r,minutes:i}=e;this.#n({type:`busy`,assetId:n});try{await zt(t,e),this.#n({type:`done`,told:r===null?{kind:`automatic`,assetId:n}:{kind:`set`,assetId:n,mode:r,minutes:i}})}catch(e){this.#n({type:`refused`,assetId:n,failure:F(e)})}}async ask(e){let[t,n]=[this.hass,this.config];if(t===void 0||n===void 0||this.state.whatIf?.waiting===!0)return;this.#e+=1;let r=this.#e;this.#n({type:`asked`,question:e});let i=e=>{r===this.#e&&this.#t(e)};try{await Ct(t,{text:e,conversationId:null,agentId:n.agent},i)}catch(e){this.#n({type:`unanswered`,failure:F(e)})}}isOther(e){return e?.agent!==this.config?.agent}reset(){this.#e+=1,this.state=hi}onConnection(e){this.#n({type:`connected`,connected:e}),!e&&this.state.whatIf?.waiting===!0&&(this.#e+=1,this.#n({type:`unanswered`,failure:{key:`lost`}}))}subscribe(e){return[Rt(e,e=>this.#n({type:`plan`,plan:e}))]}async load(){let e=this.hass;if(e!==void 0){this.#n({type:`loading`});try{let t=await Lt(e);e.connection===this.hass?.connection&&this.#n({type:`plan`,plan:t})}catch(e){let t=F(e);this.#n({type:`load-failed`,failure:t.key===`unknown`?{key:`load_energy`}:t})}}}#t(e){switch(e.type){case`delta`:this.#n({type:`said`,text:e.text});break;case`done`:this.#n({type:`answered`,answer:e.turn.answer});break;case`error`:this.#n({type:`unanswered`,failure:{key:`unknown`}})}}#n(e){this.state=gi(this.state,e),this.host.requestUpdate()}},vi=`llm-agents-energy-card`,yi={min:0,max:24},bi={min:3,max:72},xi=6,Si=36,Ci=[`what_if`,`as_table`],wi=(e,t)=>{let n=(n,r,i)=>{let a=e[n]??r;if(!it(a,i))throw Error(t(`error.config_hours`,{name:n,...i}));return a};return{type:String(e.type),title:at(e),agent:ct(e,t),pastHours:n(`past_hours`,xi,yi),hours:n(`hours`,Si,bi),whatIf:e.what_if!==!1,asTable:e.as_table===!0,fixedRows:typeof e.grid_options?.rows==`number`}},Ti=e=>ot(e,[{name:`title`,selector:{text:{}}},{type:`grid`,name:``,schema:[{name:`past_hours`,default:xi,selector:{number:{...yi,mode:`box`,unit_of_measurement:`h`}}},{name:`hours`,default:Si,selector:{number:{...bi,mode:`box`,unit_of_measurement:`h`}}}]},...Ci.map(e=>({name:e,default:e===`what_if`,selector:{boolean:{}}})),{name:`agent`,selector:st}],t=>wi(t,e)),Ei=(e,t,n,r)=>{let i=t-e||1;return{low:e,high:t,at:t=>n+(t-e)/i*(r-n)}},Di=e=>e.flat().filter(e=>e!==null),Oi=[1,1.5,2,2.5,3,4,5,6,8,10],ki=e=>{if(e<=0)return 0;let t=10**Math.floor(Math.log10(e));return Oi.map(e=>e*t).find(t=>t>=e*(1-1e-9))??e},Ai=(e,t)=>{let n=Di(e),r=Math.max(0,...n),i=Math.min(0,...n);return[i===0?0:-ki(-i),Math.max(ki(r),i===0?t:0)]},ji=e=>{let t=Di(e);if(t.length===0)return[15,25];let[n,r]=[Math.floor(Math.min(...t)-.5),Math.ceil(Math.max(...t)+.5)];return[n,Math.max(r,n+4)]},J=e=>Math.round(e*10)/10,Mi=e=>{let t=[];return e.forEach((e,n)=>{let r=t.at(-1);e!==null&&(r!==void 0&&r[1]===n?r[1]=n+1:t.push([n,n+1]))}),t},Ni=(e,t,n,r,[i,a])=>{let o=[];for(let s=i;s<a;s+=1){let i=J(t.at(r[s]??0));o.push(`${J(e.at(n[s]??0))} ${i}`,`${J(e.at(n[s+1]??0))} ${i}`)}return o},Pi=(e,t,n,r)=>Mi(r).map(i=>`M${Ni(e,t,n,r,i).join(`L`)}`).join(``),Fi=(e,t,n,r,i=0)=>Mi(r).map(a=>{let[o,s]=[J(e.at(n[a[0]]??0)),J(e.at(n[a[1]]??0))],c=J(t.at(i));return`M${o} ${c}L${Ni(e,t,n,r,a).join(`L`)}L${s} ${c}Z`}).join(``),Ii=(e,t,n,r,i)=>Mi(r.map((e,t)=>i[t]==null?null:e)).map(a=>{let o=Ni(e,t,n,i,a),s=[...Ni(e,t,n,r,a)].reverse();return`M${[...o,...s].join(`L`)}Z`}).join(``),Li=(e,t,n,r)=>Mi(r).map(([i,a])=>`M${r.slice(i,a).map((r,a)=>`${J(e.at(n[i+a]??0))} ${J(t.at(r??0))}`).join(`L`)}`).join(``),Ri=(e,t)=>{let n=t.flatMap((t,n)=>t===null?[]:[[t,(e[n+1]??0)-(e[n]??0)]]).sort(([e],[t])=>e-t),r=n.reduce((e,[,t])=>e+t,0),i=e=>{let t=0;for(let[i,a]of n)if(t+=a,t>=r*e)return i;return 0};return[i(1/3),i(2/3)]},zi=(e,t)=>e?.[t]??null,Bi=(e,t,n,r)=>{let i=[],a=[],o=(e,t,o)=>{let[s,c]=[Math.max(e,n,i.at(-1)??n),Math.min(t,r)];if(c<=s)return;let l=i.at(-1);l===void 0?i.push(s):s>l&&(i.push(s),a.push(null)),i.push(c),a.push(o)};return e.slice(0,-1).forEach((t,n)=>o(t,e[n+1]??t,{of:`past`,index:n})),t.slice(0,-1).forEach((e,n)=>o(e,t[n+1]??e,{of:`plan`,index:n})),{edges:i,sources:a}},Y=(e,t,n)=>e.map(e=>e===null?null:zi(e.of===`past`?t:n,e.index)),Vi=(e,t,n)=>{let r=Y(e,t,n),i=e.at(-1);return[...r,i?.of===`plan`?zi(n,i.index+1):null]},Hi=(e,t,n)=>{let r=t.past.assets?.[e.id];return{asset:e,power:Y(n,r?.power,e.power),level:e.level===null?null:Vi(n,r?.level,e.level),low:e.low===null?null:Y(n,null,e.low),high:e.high===null?null:Y(n,null,e.high)}},Ui=(e,t,n,r)=>{let{edges:i,sources:a}=Bi(e.past.at??[],e.steps,t-n*3600,t+r*3600),{past:o}=e;return{edges:i,now:t,importPrice:Y(a,o.import_price,e.import_price),exportPrice:Y(a,null,e.export_price),load:Y(a,o.load,e.load),pv:Y(a,o.pv,e.pv),grid:Y(a,o.grid,e.grid),outdoor:Y(a,null,e.outdoor),tracks:e.assets.map(t=>Hi(t,e,a))}},Wi=({edges:e},t)=>{let n=e.findIndex(e=>e>t),r=Math.max(0,e.length-2);return n===-1?r:Math.min(r,Math.max(0,n-1))},Gi=(e,t,n,r)=>{let[i,a]=[0,0];return t.forEach((t,o)=>{let s=Math.min(r,e[o+1]??0)-Math.max(n,e[o]??0);t!==null&&s>0&&(i+=t*s,a+=s)}),a===0?null:i/a},Ki=({edges:e})=>{let[t,n]=[e[0]??0,e.at(-1)??0],r=Math.floor(t/3600)*3600;return Array.from({length:Math.max(0,Math.ceil((n-r)/3600))},(e,t)=>r+t*3600)},qi=/* @__PURE__ */ new Set([`charge`,`export`]),Ji=e=>qi.has(e),Yi=[30,60,120,240,480,720,1440],X=({hass:e},t,n)=>new Intl.NumberFormat(I(e),{maximumFractionDigits:n}).format(t===0?0:t),Xi=.0095,Z=(e,t)=>Math.abs(t)<.0995?`${X(e,Math.round(t*1e3),0)}\u00a0W`:`${X(e,t,1)}\u00a0kW`,Zi=(e,t)=>{let n=Math.abs(t)>=10?1:3,r=I(e.hass),i={maximumFractionDigits:n,minimumFractionDigits:Math.min(2,n)},a;try{a=new Intl.NumberFormat(r,{style:`currency`,currency:e.currency,...i}).format(t)}catch{a=new Intl.NumberFormat(r,i).format(t)}return e.localize(`energy.per_kwh`,{price:a})},Q=(e,t)=>Yn(t,e.currency,I(e.hass)),Qi=(e,t,n)=>{let r=t.level_unit===`°C`;return r&&e.hass.config?.unit_system?.temperature===`°F`?`${X(e,n*1.8+32,0)}\u00a0°F`:`${X(e,n,+!!r)}\u00a0${t.level_unit??``}`},$=({hass:e},t,n)=>q((/* @__PURE__ */ new Date(t*1e3)).toISOString(),e,/* @__PURE__ */ new Date(n*1e3)),$i=({hass:e},t)=>new Intl.DateTimeFormat(I(e),{day:`numeric`,month:`short`,year:`numeric`}).format(/* @__PURE__ */ new Date(t*1e3)),ea={vehicle:`vehicle_mode`,zone:`heating_mode`,water_heater:`heating_mode`},ta=(e,{kind:t},n,r=null)=>{let i=ea[t],a=j(e,`energy.mode.${n}`,n);return i===`heating_mode`&&n===`on`&&r!==null&&Math.abs(r)<Xi?e(`energy.heating_mode.keeps`):i===void 0?a:j(e,`energy.${i}.${n}`,a)},na=(e,t)=>{if(t===null)return e.localize(`energy.unknown`);if(Math.abs(t)<Xi)return e.localize(`energy.idle`);let n=t>0?`energy.takes`:`energy.gives`;return e.localize(n,{power:Z(e,Math.abs(t))})},ra={charge:`kWh`,comfort:`K·h`,hot_water:`K·h`,hours:`h`,import_limit:`kWh`,export_limit:`kWh`},ia=(e,t,{asset_id:n,wanted:r,amount:i,at:a},o)=>{let s=t.assets.find(e=>e.id===n)?.name??e.localize(`energy.home`),c=ra[r],l=c===void 0?``:`${X(e,i,1)}\u00a0${c}`,u=e.localize(`energy.unmet.other`,{name:s}),d=`energy.unmet.${r}`;return j(e.localize,d,u)===u?u:e.localize(d,{name:s,amount:l,time:$(e,a,o)})},aa=({localize:e},{key:t,placeholders:n})=>e([t,t.split(`_`)[0],`other`].map(e=>`energy.notice.${e}`).find(t=>j(e,t,``)!==``)??`energy.notice.other`,n??{}),oa=(e,t,n)=>{let{localize:r}=e,i=t.notices.map(t=>aa(e,t));return t.status!==`ok`&&i.length===0&&i.push(r(`energy.status.${t.status}`)),t.status!==`no_plan`&&t.made_at!==null&&n-t.made_at>10800&&i.push(r(`energy.old`,{time:$(e,t.made_at,n)})),[...new Set(i)]},sa=84,ca=104,la=46,ua=12,da=5,fa=([e,t],n)=>Ei(e,t,n-da,da),pa=(e,t,n,r)=>{let{x:i,timeline:a,looked:o,chosen:s}=e,[c,l]=[a.edges[o]??0,a.edges[o+1]??0],u=i.at(i.high),[d,f]=[i.at(a.now),i.at(c)];return S`<svg
    class="plot ${t}"
    width=${u}
    height=${n}
    viewBox="0 0 ${u} ${n}"
    aria-hidden="true"
    focusable="false"
  >
    ${C`<rect class="gone" x=${44} y="0" width=${Math.max(0,d-44)} height=${n} />
      ${s?C`<rect class="looked" x=${f} y="0" width=${Math.max(2,i.at(l)-f)} height=${n} />`:T}
      ${r}
      <line class="now" x1=${d} x2=${d} y1="0" y2=${n} />`}
  </svg>`},ma=(e,t)=>C`<text class="scale" x=${38} y=${e+4}>${t}</text>`,ha=(e,t)=>C`<line class="grid" x1=${44} x2=${e.at(e.high)} y1=${t} y2=${t} />`,ga=(e,t,{edges:n,importPrice:r})=>{let[i,a]=Ri(n,r);return r.map((r,o)=>{if(r===null)return T;let[s,c]=[e.at(n[o]??0),e.at(n[o+1]??0)],[l,u]=[t.at(Math.max(r,0)),t.at(Math.min(r,0))];return C`<rect class="bar-price ${r<=i&&i<a?`cheap`:r>=a&&i<a?`dear`:`usual`}" x=${s} y=${l} width=${Math.max(.5,c-s-.6)} height=${Math.max(1,u-l)} />`})},_a=({hass:e},t)=>new Intl.NumberFormat(I(e),{maximumFractionDigits:Math.abs(t)<1?2:1}).format(t),va=e=>{let{x:t,timeline:n}=e,r=Ai([n.importPrice,n.exportPrice],.1),i=fa(r,sa);return pa(e,`prices`,sa,C`${r.map(n=>C`${ha(t,i.at(n))}${ma(i.at(n),_a(e,n))}`)}
      ${ga(t,i,n)}
      <path class="line export" d=${Pi(t,i,n.edges,n.exportPrice)} />`)},ya=e=>[e.map(e=>e===null?null:Math.max(0,e)),e.map(e=>e===null?null:Math.min(0,e))],ba=e=>{let{x:t,timeline:n}=e,{edges:r,load:i,pv:a,grid:o}=n,s=Ai([i,a,o],1),c=fa(s,ca),[l,u]=ya(o);return pa(e,`powers`,ca,C`${(s[0]===0?s:[...s,0]).map(n=>C`${ha(t,c.at(n))}${ma(c.at(n),_a(e,n))}`)}
      <path class="area pv" d=${Fi(t,c,r,a)} />
      <path class="area bought" d=${Fi(t,c,r,l)} />
      <path class="area sold" d=${Fi(t,c,r,u)} />
      <path class="line pv" d=${Pi(t,c,r,a)} />
      <path class="line load" d=${Pi(t,c,r,i)} />`)},xa=(e,{power:t},n)=>{let{x:r,timeline:i}=e,a=Math.max(.05,...t.map(e=>Math.abs(e??0)));return t.map((e,t)=>{if(e===null||Math.abs(e)<.0095)return T;let[o,s]=[r.at(i.edges[t]??0),r.at(i.edges[t+1]??0)],c=.35+.65*Math.abs(e)/a;return C`<rect class="does ${e>0?`takes`:`gives`}" x=${o} y=${n} width=${Math.max(.8,s-o+.3)} height=${ua} opacity=${c.toFixed(2)} />`})},Sa=(e,t,n)=>{let{x:r,timeline:i}=e,{low:a,high:o,asset:s}=t,c=s.level_unit===`%`?[0,100]:ji([n,a??[],o??[]]),l=fa(c,la);return C`${c.map(t=>C`${ha(r,l.at(t))}${ma(l.at(t),Qi(e,s,t).replace(/\u00a0.*/,``))}`)}
    ${a===null||o===null?T:C`<path class="band" d=${Ii(r,l,i.edges,a,o)} />`}
    <path class="line level" d=${Li(r,l,i.edges,n)} />`},Ca=(e,t)=>{let{x:n}=e,r=t.level===null?2:48;return pa(e,`track ${t.asset.kind}`,r+ua+2,C`${t.level===null?T:Sa(e,t,t.level)}
      <rect class="idle" x=${44} y=${r} width=${Math.max(0,n.at(n.high)-44)} height=${ua} />
      ${xa(e,t,r)}`)},wa=e=>{let t=(e.at(e.high)-44)/Math.max(1,e.high-e.low)*3600;return[1,2,3,6,12].find(e=>e*t>=48)??24},Ta=({hass:e})=>e.locale?.time_zone===`server`&&e.config?.time_zone!==void 0?{timeZone:e.config.time_zone}:{},Ea=e=>{let{x:t,hass:n}=e,{time_format:r}=n.locale??{},i=I(n),a=r===`12`||r===`24`?{hour12:r===`12`}:{},o=new Intl.DateTimeFormat(`en`,{hour:`numeric`,minute:`numeric`,hourCycle:`h23`,...Ta(e)}),s=new Intl.DateTimeFormat(i,{hour:`numeric`,...a,...Ta(e)}),c=s.resolvedOptions().hour12===!0?s:new Intl.DateTimeFormat(i,{hour:`numeric`,minute:`2-digit`,...a,...Ta(e)}),l=new Intl.DateTimeFormat(i,{weekday:`short`,...Ta(e)}),u=wa(t),d=[];for(let e=Math.ceil(t.low/900)*900;e<=t.high;e+=900){let t=/* @__PURE__ */ new Date(e*1e3),[n,r]=o.format(t).split(`:`).map(Number);r===0&&(n??0)%u===0&&d.push({instant:e,text:n===0?l.format(t):c.format(t),day:n===0})}return d},Da=e=>{let{x:t,timeline:n,localize:r}=e,i=t.at(t.high),a=r(`energy.now`),o=4+a.length*3.6,s=Math.min(i-o,Math.max(44+o,t.at(n.now))),c=e=>Math.abs(e-s)>o+20&&e>42&&e<i-14;return S`<svg class="plot axis" width=${i} height="20" viewBox="0 0 ${i} 20" aria-hidden="true" focusable="false">
    ${C`${Ea(e).filter(({instant:e})=>c(t.at(e))).map(({instant:e,text:n,day:r})=>C`<text class="hour ${r?`day`:``}" x=${t.at(e)} y="14">${n}</text>`)}
      <text class="hour is-now" x=${s} y="14">${a}</text>`}
  </svg>`},Oa=(e,t)=>{let{timeline:n,localize:r}=e,{importPrice:i,pv:a,load:o,grid:s,outdoor:c}=n,l=[],u=(e,t,n)=>{t!=null&&l.push([e,n(t)])};u(r(`energy.price`),i[t],t=>Zi(e,t)),u(r(`energy.load`),o[t],t=>Z(e,t)),u(r(`energy.sun`),a[t],t=>Z(e,t));let d=s[t];return u(r(d!=null&&d<0?`energy.sold`:`energy.bought`),d,t=>Z(e,Math.abs(t))),u(r(`energy.outdoor`),c[t],t=>Qi(e,{level_unit:`°C`},t)),l},ka=(e,{asset:t,power:n,level:r},i)=>{let a=r?.[i]??null,o=e.chosen?a:t.level_now??a,s=t.power.length===0?e.localize(`energy.nothing`):na(e,n[i]??null);return[...o===null?[]:[Qi(e,t,o)],s].join(` · `)},Aa=(e,{asset:t,power:n})=>{let{localize:r,timeline:i}=e,a=t.override??t.mode,o=t.until===null||a===null?null:r(`energy.until`,{time:$(e,t.until,i.now)});return S`<span class="meta">
    ${a===null?T:S`<span>${ta(r,t,a,n[Wi(i,i.now)]??null)}</span>`}
    ${o===null?T:S`<span>${o}</span>`}
    ${t.override===null?T:S`<span class="by-hand">${G.person}${r(`energy.by_hand`)}</span>`}
  </span>`},ja=(e,t)=>{let{hass:n,localize:r}=e,i=Math.max(1,...t.power.map(e=>Math.abs(e??0)));return S`<div class="set-fields">
    <label>
      <span>${r(`energy.mode_label`)}</span>
      <select class="field" name="mode">
        ${t.modes.map(e=>S`<option value=${e} ?selected=${e===(t.override??t.mode)}>${ta(r,t,e)}</option>`)}
      </select>
    </label>
    <label>
      <span>${r(`energy.for_label`)}</span>
      <select class="field" name="minutes">
        ${Yi.map(e=>S`<option value=${e} ?selected=${e===120}>${Kn(e*6e4,I(n))}</option>`)}
      </select>
    </label>
    ${t.modes.some(Ji)?S`<label class="power">
          <span>${r(`energy.power_label`)}</span>
          <input class="field" name="power" type="number" inputmode="decimal" min="0" max="100" step="any" placeholder=${i.toFixed(1)} />
        </label>`:T}
  </div>`},Ma=(e,t)=>{let{localize:n,actions:r,ready:i,state:a}=e;if(t.modes.length===0)return T;let o=!i||a.busy!==null,s=e=>{e.preventDefault();let n=new FormData(e.currentTarget),i=String(n.get(`mode`)),a=Number(n.get(`power`)??0),o=Ji(i)&&a>0?{power:a}:{};r.override({assetId:t.id,mode:i,minutes:Number(n.get(`minutes`)),...o})},c=t.name;return S`<form class="set" @submit=${s}>
    <fieldset ?disabled=${o}>
      <legend>${n(`energy.set_title`,{name:c})}</legend>
      ${ja(e,t)}
      <div class="buttons">
        <button class="pill strong" type="submit" aria-label=${n(`energy.set_label`,{name:c})}>${G.check}${n(`energy.set`)}</button>
        ${t.override===null?T:S`<button
              class="pill"
              type="button"
              data-button="automatic"
              aria-label=${n(`energy.automatic_label`,{name:c})}
              @click=${()=>r.override({assetId:t.id,mode:null,minutes:0})}
            >
              ${G.undo}${n(`energy.automatic`)}
            </button>`}
      </div>
    </fieldset>
  </form>`},Na=({localize:e,plan:t,...n},{saving:r})=>{let{currency:i,dry_run:a}=t.saving,{today:o,total:s}=r;return o===null||s===null?T:S`<p class="hint">
        ${e(a?`energy.would_save`:`energy.saves`,{today:Q({...n,localize:e,currency:i},o),total:Q({...n,localize:e,currency:i},s)})}
      </p>`},Pa=(e,t,n,r)=>{let{state:i}=e;return S`<div class="detail" id=${n} ?hidden=${!r}>
    ${r?S`${t.reason===``?T:S`<p class="reason" dir="auto">${t.reason}</p>`} ${Na(e,t)} ${Ma(e,t)}
        ${K(e.localize,i.refused?.assetId===t.id?i.refused.failure:void 0)}`:T}
  </div>`},Fa=(e,t,n)=>{let{unfolded:r,actions:i,looked:a}=e,{asset:o}=t,s=`asset-${o.id}`,c=r.has(s);return S`<li class="asset" data-asset=${o.id}>
    <button class="asset-head" type="button" aria-expanded=${c} aria-controls=${s} @click=${()=>i.unfold(s)}>
      <span class="role">${Rn(o.kind)}</span>
      <span class="what">
        <span class="name" dir="auto">${o.name}</span>
        ${Aa(e,t)}
      </span>
      <span class="figure">${ka(e,t,a)}</span>
      ${G.chevron}
    </button>
    ${n?S`<div class="plots" dir="ltr">${Ca(e,t)}</div>`:T} ${Pa(e,o,s,c)}
  </li>`},Ia=3600,La=(e,t)=>S`<td>${e===null?`–`:t(e)}</td>`,Ra=(e,t)=>{let{timeline:n,localize:r}=e,{edges:i,now:a,importPrice:o,load:s,pv:c,grid:l,tracks:u}=n,d=e=>Gi(i,e,t,t+Ia),f=t=>Z(e,t),p=t<=a&&a<t+Ia,m=Wi(n,t);return S`<tr class=${p?`is-now`:t<a?`is-past`:``} aria-current=${p?`time`:T}>
    <th scope="row">${$(e,t,a)}${p?S` <span class="tag">${r(`energy.now`)}</span>`:T}</th>
    ${La(d(o),t=>Zi(e,t))} ${La(d(s),f)} ${La(d(c),f)}
    ${La(d(l),f)}
    ${u.map(({asset:t,power:n,level:r})=>{let i=r?.[m]??null,a=d(n),o=[...i===null?[]:[Qi(e,t,i)],...a===null?[]:[na(e,a)]];return S`<td>${o.length===0?`–`:o.join(`, `)}</td>`})}
  </tr>`},za=e=>{let{localize:t,timeline:n}=e,r=[t(`energy.price`),t(`energy.load`),t(`energy.sun`),t(`energy.grid`)];return S`<div class="table" role="region" aria-label=${t(`energy.table`)} tabindex="0">
    <table>
      <thead>
        <tr>
          <th scope="col">${t(`energy.time`)}</th>
          ${r.map(e=>S`<th scope="col">${e}</th>`)}
          ${n.tracks.map(({asset:e})=>S`<th scope="col" dir="auto">${e.name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${Ki(n).map(t=>Ra(e,t))}
      </tbody>
    </table>
  </div>`},Ba=e=>S`<div class="loading">
    <span class="sr">${e(`energy.loading`)}</span>
    <span class="ghost short" aria-hidden="true"></span>
    <span class="ghost tall" aria-hidden="true"></span>
    <span class="ghost" aria-hidden="true"></span>
  </div>`,Va=(e,t)=>S`<div class="empty">
    <h3>${e(`energy.empty`)}</h3>
    <p>${e(`energy.empty_hint`)}</p>
    ${t.user?.is_admin===!0?S`<a class="pill" href="/config/integrations/integration/llm_agents">${e(`energy.empty_link`)}</a>`:T}
  </div>`,Ha=e=>{let{plan:t,timeline:n,localize:r}=e,i=oa(e,t,n.now),a=t.unmet.map(r=>ia(e,t,r,n.now)),o={observe:`energy.only_shows`,suggest:`energy.only_shows`,ask:`energy.asks_first`}[t.autonomy],s=o===void 0?T:S`<p class="hint only">${r(o)}</p>`;return S`<div role="status" class="notice-place">
      ${i.map(e=>S`<p class="notice">${G.alert}<span dir="auto">${e}</span></p>`)}
    </div>
    ${a.length===0?T:S`<section class="unmet" aria-labelledby="unmet">
          <h3 id="unmet">${r(`energy.unmet_title`)}</h3>
          <ul>
            ${a.map(e=>S`<li>${G.cross}<span dir="auto">${e}</span></li>`)}
          </ul>
        </section>`}
    ${s}`},Ua=(e,t,n=T)=>S`<div class="sum">
    <dt>${e}</dt>
    <dd>${t}${n===T?T:S`<span class="hint">${n}</span>`}</dd>
  </div>`,Wa=e=>{let{plan:t,localize:n}=e,{cost:r,baseline_cost:i,saving:a}=t,o={...e,currency:a.currency},s=Math.round(((t.steps.at(-1)??0)-(t.steps[0]??0))/3600),c=[...a.today===null?[]:[Ua(n(a.dry_run?`energy.would_today`:`energy.saved_today`),Q(o,a.today))],...a.total===null?[]:[Ua(n(a.dry_run?`energy.would_total`:`energy.saved_total`),Q(o,a.total),a.since===null?T:n(`energy.since`,{time:$i(e,a.since)}))],...r===null?[]:[Ua(n(`energy.cost`,{hours:Kn(s*36e5,I(e.hass))}),Q(e,r),i===null?T:n(`energy.without`,{amount:Q(e,i)}))]];return c.length===0?T:S`<dl class="money">${c}</dl>`},Ga=[[`pv`,`energy.sun`],[`bought`,`energy.bought`],[`sold`,`energy.sold`],[`load`,`energy.load`]],Ka=(e,t,n=T)=>S`<h3 class="plot-head"><span>${e} <span class="unit">${t}</span></span>${n}</h3>`,qa=900,Ja=(e,t)=>{let{timeline:n}=e,r=Oa(e,t).map(([e,t])=>`${e}: ${t}`),i=n.tracks.map(n=>`${n.asset.name}: ${ka(e,n,t)}`);return[$(e,n.edges[t]??0,n.now),...r,...i].join(`, `)},Ya=e=>{let{localize:t,timeline:n,looked:r,chosen:i,actions:a,x:o}=e;return S`<div class="look">
    <p class="figures" aria-hidden="true">
      <span class="at">${$(e,n.edges[r]??0,n.now)}</span>
      ${Oa(e,r).map(([e,t])=>S`<span><span class="of">${e}</span> ${t}</span>`)}
    </p>
    <button class="link" type="button" ?hidden=${!i} @click=${()=>a.look(null)}>${t(`energy.to_now`)}</button>
    <div class="slide" dir="ltr">
      <input
        type="range"
        min=${o.low}
        max=${o.high}
        step=${qa}
        .value=${String(i?n.edges[r]??o.low:n.now)}
        aria-label=${t(`energy.look`)}
        aria-valuetext=${Ja(e,r)}
        @input=${e=>a.look(Number(e.target.value))}
      />
    </div>
  </div>`},Xa=e=>{let{localize:t,plan:n}=e,r=S`<span class="legend">
    ${Ga.map(([e,n])=>S`<span class="key"><span class="swatch ${e}" aria-hidden="true"></span>${t(n)}</span>`)}
  </span>`;return S`${Ya(e)}
    <div class="plots axis-place" dir="ltr">${Da(e)}</div>
    ${Ka(t(`energy.price`),t(`energy.per_kwh`,{price:n.currency}))}
    <div class="plots" dir="ltr">${va(e)}</div>
    ${Ka(t(`energy.powers`),`kW`,r)}
    <div class="plots" dir="ltr">${ba(e)}</div>`},Za=(e,t)=>{let{localize:n,plan:r,hass:i}=e,a=r.assets.find(e=>e.id===t?.assetId);if(t===null||a===void 0)return``;let{name:o}=a;return t.kind===`automatic`?n(`energy.now_automatic`,{name:o}):n(`energy.now_set`,{name:o,mode:ta(n,a,t.mode),time:Kn(t.minutes*6e4,I(i))})},Qa=e=>{let t=Za(e,e.state.told);return S`<div role="status" class="told-place" tabindex="-1">
    ${t===``?T:S`<p class="told good">${G.check}<span dir="auto">${t}</span></p>`}
  </div>`},$a=({localize:e,state:t,actions:n,ready:r})=>{let{whatIf:i}=t;return S`<section aria-labelledby="what-if">
    <h3 id="what-if">${e(`energy.what_if`)}</h3>
    <form class="what-if" @submit=${e=>{e.preventDefault();let t=e.currentTarget.querySelector(`input`)?.value.trim()??``;t!==``&&n.ask(t)}}>
      <input class="field" maxlength="500" aria-labelledby="what-if" placeholder=${e(`energy.what_if_hint`)} autocomplete="off" />
      <button class="pill" type="submit" ?disabled=${!r||i?.waiting===!0}>${e(`energy.what_if_ask`)}</button>
    </form>
    <div role="status" class="what-if-answer">
      ${i===null||i.answer===``&&!i.waiting?T:S`<p dir="auto">${i.answer===``?e(`state.thinking`):i.answer}</p>`}
    </div>
    ${K(e,i?.failure??void 0)}
  </section>`},eo=e=>{let{plan:t,localize:n,unfolded:r,actions:i,hass:a}=e,o=Object.entries(t.forecast_error).flatMap(([e,t])=>t===void 0?[]:[[e,t]]);if(o.length===0)return T;let s=r.has(`errors`),c=new Intl.NumberFormat(I(a),{maximumSignificantDigits:2});return S`<div class="errors">
    <button class="link" type="button" aria-expanded=${s} aria-controls="errors" @click=${()=>i.unfold(`errors`)}>
      ${n(`energy.errors`)}${G.chevron}
    </button>
    <dl id="errors" class="error-list" ?hidden=${!s}>
      ${o.map(([e,{mae:t,unit:r}])=>S`<div>
            <dt>${j(n,`energy.forecast.${e}`,e)}</dt>
            <dd>± ${c.format(t)} ${r}</dd>
          </div>`)}
    </dl>
  </div>`},to=e=>{let{localize:t,timeline:n,asTable:r,actions:i,whatIf:a}=e,o=n.edges.length>1;return S`${Ha(e)} ${Qa(e)} ${Wa(e)}
    <div class="view-switch">
      <button class="pill quiet" type="button" aria-pressed=${r} @click=${()=>i.showTable(!r)}>${t(`energy.as_table`)}</button>
    </div>
    ${o?r?za(e):S`<div class="picture">${Xa(e)}</div>`:T}
    <ul class="assets" aria-label=${t(`energy.assets`)}>
      ${H(n.tracks,({asset:e})=>e.id,t=>Fa(e,t,o&&!r))}
    </ul>
    ${a?$a(e):T} ${eo(e)}`},no={columns:12,min_columns:6,rows:`auto`,min_rows:4},ro=3e4,io=448,ao=220,oo=class extends k{static styles=fn;static properties={hass:{attribute:!1},layout:{attribute:!1},_unfolded:{state:!0},_looked:{state:!0},_table:{state:!0},_width:{state:!0}};#e=new _i(this);#t=new ResizeObserver(([e])=>{this._width=Math.max(ao,Math.floor(e?.contentRect.width??io))});#n;#r=A(M());#i;#a=null;constructor(){super(),this._unfolded=/* @__PURE__ */ new Set,this._looked=null,this._table=null,this._width=io}static getConfigForm(){return Ti(A(M()))}static getStubConfig(){return{}}setConfig(e){this.#n=wi(e,A(this.hass?.language??M())),this.requestUpdate()}getCardSize(){return 10}getGridOptions(){return no}connectedCallback(){super.connectedCallback(),this.#i??=setInterval(()=>this.requestUpdate(),ro)}disconnectedCallback(){super.disconnectedCallback(),clearInterval(this.#i),this.#i=void 0,this.#t.disconnect(),this.#a=null}shouldUpdate(e){let t=e.get(`hass`);return e.size!==1||t===void 0||this.hass===void 0||vt(t,this.hass,this.#d())}willUpdate(e){e.has(`hass`)&&this.hass!==void 0&&(this.#r=A(this.hass.language)),this.#e.use(this.hass,this.#n),this.#p(e)}render(){let[e,t]=[this.hass,this.#n];if(e===void 0||t===void 0)return S``;let n=this.#r,r=e.connected&&this.#e.state.connected,i=this.layout===`grid`&&t.fixedRows;return S`<ha-card>
      <div class="frame overview energy ${i?`filled`:``}" dir=${_t(e)?`rtl`:`ltr`} lang=${e.language}>
        ${ti(t.title??n(`energy.title`),zn(`energy`))}
        ${ni(`offline`,r?null:n(`state.disconnected`))}
        <div
          class="sections"
          role=${i?`region`:T}
          aria-label=${i?n(`energy.title`):T}
          tabindex=${i?0:T}
          @pointermove=${this.#l}
          @pointerdown=${this.#l}
          @pointerleave=${this.#u}
        >
          <div class="ruler"></div>
          ${this.#o(e,t,r)}
        </div>
      </div>
    </ha-card>`}#o(e,t,n){let r=this.#r,{state:i}=this.#e;if(i.phase===`failed`)return Hn(r,i.failure??{key:`load_energy`},this.#m.retry);if(i.plan===null)return Ba(r);if(i.plan.assets.length===0&&i.plan.steps.length===0&&i.plan.notices.length===0)return Va(r,e);let a=Ui(i.plan,Date.now()/1e3,t.pastHours,t.hours),o={hass:e,localize:r,currency:i.plan.currency,state:i,plan:i.plan,timeline:a,x:this.#c(a),looked:Wi(a,this._looked??a.now),chosen:this._looked!==null,actions:this.#m,unfolded:this._unfolded,ready:n,asTable:this._table??t.asTable,whatIf:t.whatIf};return this.#s=o,to(o)}#s;#c({edges:e}){return Ei(e[0]??0,e.at(-1)??1,44,this._width)}updated(){let e=this.renderRoot.querySelector(`.ruler`);e!==null&&e!==this.#a&&(this.#t.disconnect(),this.#t.observe(e),this.#a=e)}#l=e=>{let t=e.composedPath().find(e=>e instanceof SVGSVGElement&&e.classList.contains(`plot`)),n=this.#s;if(t===void 0||n===void 0||e.type===`pointermove`&&e.pointerType!==`mouse`&&e.buttons===0)return;let{x:r}=n,i=(e.clientX-t.getBoundingClientRect().left-44)/Math.max(1,this._width-44);this._looked=r.low+Math.min(1,Math.max(0,i))*(r.high-r.low)};#u=e=>{e.pointerType===`mouse`&&(this._looked=null)};#d(){return gt(this.#e.state.failure)?this.#f(this.hass):[]}#f(e){return e===void 0?[]:Object.keys(e.entities??{}).filter(t=>P(e,t))}#p(e){let t=e=>this.#f(this.hass).some(t=>yt(e,t));e.has(`hass`)&&gt(this.#e.state.failure)&&t(this.hass)&&!t(e.get(`hass`))&&this.#e.retry()}#m={override:e=>void this.#h(e),ask:e=>void this.#e.ask(e),look:e=>{this._looked=e},unfold:e=>{this._unfolded=ui(this._unfolded,e)},showTable:e=>{this._table=e},retry:()=>this.#e.retry()};async#h(e){await this.#e.override(e),await this.updateComplete,this.shadowRoot?.activeElement??this.renderRoot.querySelector(`[data-asset="${CSS.escape(e.assetId)}"] .asset-head`)?.focus({preventScroll:!0})}},so=`llm-agents-overview-card`,co=[`approvals`,`suggestions`,`agents`,`memory`],lo=(e,t)=>{let n=co.filter(t=>e[t]!==!1);if(n.length===0)throw Error(t(`error.config_sections`));return{type:String(e.type),title:at(e),sections:n,fixedRows:typeof e.grid_options?.rows==`number`}},uo=e=>ot(e,[{name:`title`,selector:{text:{}}},...co.map(e=>({name:e,default:!0,selector:{boolean:{}}}))],t=>lo(t,e)),fo=e=>e.normalize(`NFKD`).replaceAll(/\p{M}/gu,``).toLocaleLowerCase(),po=(e,t,n)=>{let r=fo(t).split(/\s+/u).filter(e=>e!==``);return e.filter(e=>{let t=fo(`${e.text} ${e.source.words} ${n(e)}`);return r.every(e=>t.includes(e))})},mo=({value:e})=>typeof e==`number`?`number`:e===null?`text`:null,ho=(e,t)=>{let n=t.trim();if(mo(e)===`number`){let t=Number(n.replace(`,`,`.`));return n===``||!Number.isFinite(t)||t===e.value?null:{value:t,text:e.text.replace(String(e.value),String(t))}}return n===``||n===e.text?null:{text:n}},go={phase:`loading`,failure:null,connected:!0,approvals:[],suggestions:[],agents:[],usage:null,facts:[],views:{},told:null,search:``},_o=(e,t,n)=>{let{[t]:r,...i}=e.views;return{...e,views:n===void 0?i:{...i,[t]:n}}},vo=(e,t,n)=>{let r=Object.fromEntries(Object.entries(e.views).filter(([,e])=>e?.mode===void 0));return{...e,views:n===null?r:{...r,[t]:{mode:n}}}},yo=(e,t)=>{switch(t.type){case`loading`:return{...e,phase:e.phase===`ready`?`ready`:`loading`,failure:null};case`loaded`:return{...e,...t.content,phase:`ready`,failure:null};case`load-failed`:return{...e,phase:`failed`,failure:t.failure};case`connected`:return{...e,connected:t.connected};case`approvals`:return{...e,approvals:t.approvals};case`suggestions`:return{...e,suggestions:t.suggestions};case`mode`:return vo(e,t.id,t.mode);case`busy`:return _o({...e,told:null},t.id,{...e.views[t.id],busy:!0});case`done`:return _o({...e,told:t.told},t.id,void 0);case`failed`:{let{busy:n,...r}=e.views[t.id]??{};return _o(e,t.id,{...r,failure:t.failure})}case`search`:return{...e,search:t.words}}},bo=300,xo=class extends bt{state=go;#e=/* @__PURE__ */ new Set;#t;answer(e,t,n){return this.#n(e.turn_id,async r=>{let i=await wt(r,t,e.turn_id,n);return{kind:`answer`,text:i.answer,status:i.status}})}setAutonomy(e,t){return this.#n(e.agent_id,async n=>(await It(n,e.autonomy_entity_id??``,t),await this.#a([`agents`]),null))}async correct(e,t){let n=ho(e,t);n===null?this.dispatch({type:`mode`,id:e.fact_id,mode:null}):await this.#n(e.fact_id,async t=>{let r=await Pt(t,e.fact_id,n);return await this.#a([`memory`]),{kind:`corrected`,text:r.text}})}forget(e){return this.#n(e.fact_id,async t=>(await Ft(t,e.fact_id),await this.#a([`memory`]),{kind:`forgotten`,text:e.text}))}accept(e){return this.#n(e.suggestion_id,async t=>{let n=await Ot(t,e.suggestion_id);return{kind:n.pasted?`pasted`:`accepted`,text:n.name}})}dismiss(e){return this.#n(e.suggestion_id,async t=>(await kt(t,e.suggestion_id),{kind:`dismissed`,text:e.title}))}dispatch(e){this.state=yo(this.state,e),this.host.requestUpdate()}async#n(e,t){let n=this.hass;if(n!==void 0&&this.state.views[e]?.busy!==!0){this.dispatch({type:`busy`,id:e});try{this.dispatch({type:`done`,id:e,told:await t(n)})}catch(t){this.dispatch({type:`failed`,id:e,failure:F(t)})}}}isOther(e){return e?.sections.join()!==this.config?.sections.join()}reset(){this.state=go}onConnection(e){this.dispatch({type:`connected`,connected:e})}subscribe(e){return[Et(e,e=>this.dispatch({type:`approvals`,approvals:e})),At(e,e=>this.#i(e)),...this.#r(`suggestions`)?[Dt(e,e=>this.dispatch({type:`suggestions`,suggestions:e}))]:[]]}leave(){clearTimeout(this.#t),this.#e.clear(),super.leave()}async load(){this.dispatch({type:`loading`});try{await this.#a([`agents`,`memory`])}catch(e){let t=F(e);this.dispatch({type:`load-failed`,failure:t.key===`unknown`?{key:`load_overview`}:t})}}#r(e){return this.config?.sections.includes(e)===!0}#i(e){e.forEach(e=>this.#e.add(e)),clearTimeout(this.#t),this.#t=setTimeout(()=>{let e=[...this.#e];this.#e.clear(),this.#a(e).catch(()=>void 0)},bo)}async#a(e){let t=this.hass;if(t===void 0)return;let[n,r]=await Promise.all([e.includes(`agents`)?this.#o(t):{},e.includes(`memory`)&&this.#r(`memory`)?Nt(t).then(e=>({facts:e})):{}]);t.connection===this.hass?.connection&&this.dispatch({type:`loaded`,content:{...n,...r}})}async#o(e){let t=e.user?.is_admin===!0&&this.#r(`agents`)?Mt(e):null,[n,r]=await Promise.all([jt(e),t]);return{agents:n,usage:r}}},So=e=>Math.min(1,Math.max(0,e)),Co=(e,t)=>S`<svg class="bar ${t}" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    ${C`<rect class="track" width="100" height="6" /><rect class="filled" width=${100*So(e)} height="6" />`}
  </svg>`,wo=2*Math.PI*15,To=e=>S`<svg class="ring" viewBox="0 0 36 36" aria-hidden="true" focusable="false">
    ${C`<circle class="track" cx="18" cy="18" r="15" /><circle
      class="filled" cx="18" cy="18" r="15" transform="rotate(-90 18 18)"
      stroke-dasharray="${wo*So(e)} ${wo}" />`}
  </svg>`,Eo=.9,Do=.6,Oo=(e,t,n)=>{let{hass:r,localize:i,actions:a,ready:o}=e,s=qe(r,n),c=r.states[n.autonomy_entity_id??``];return c===void 0||c.state===`unavailable`?S`<span class="level">${i(`autonomy.${s}`)}</span>`:S`<select
    class="field"
    aria-label=${i(`agents.autonomy`,{agent:N([n],n.agent_id,i)})}
    ?disabled=${!o||t.views[n.agent_id]?.busy===!0}
    .value=${s}
    @change=${e=>{let t=e.target,r=t.value;t.value=s,a.setAutonomy(n,r)}}
  >
    ${Ge.map(e=>S`<option value=${e} ?selected=${e===s} ?disabled=${!Je(r,s,e)}>
          ${i(`autonomy.${e}`)}
        </option>`)}
  </select>`},ko=({hass:e,localize:t},{share:n,level:r,period:i})=>{if(n===null)return T;let a=r===`within`?`good`:r===`soft`?`careful`:`bad`,o=t(`agents.budget_${i}`,{percent:qn(n,I(e))});return S`<span class="figure">${Co(n,a)}<span>${o}</span></span>`},Ao=({hass:e,localize:t},n)=>{if(n===null)return T;let r=n>=Eo?`good`:n>=Do?`careful`:`bad`,i=t(`agents.success`,{percent:qn(n,I(e))});return S`<span class="figure">${Co(n,r)}<span>${i}</span></span>`},jo=({hass:e,localize:t},n,r)=>{let i=I(e);return`${n}: ${t(`agents.tokens`,{count:Jn(Xe(r),i)})}${r.money>0?` · ${Yn(r.money,e.config?.currency,i)}`:``}`},Mo=(e,t)=>{if(t===void 0||t.month.answers===0&&t.share===null)return T;let{localize:n}=e;return S`${ko(e,t)}
  ${t.month.answers===0?T:S`<span class="taken"
        ><span>${jo(e,n(`agents.today`),t.day)}</span>
        <span>${jo(e,n(`agents.month`),t.month)}</span></span
      >`}`},No=(e,t,n)=>{let{hass:r,localize:i}=e,a=t.usage?.agents.find(e=>e.agent_id===n.agent_id),o=Ye(t.approvals,n.agent_id);return S`<li class="agent" data-agent=${n.agent_id}>
    <span class="role">${zn(n.role)}</span>
    <div class="body">
      <span class="name" dir="auto">${N([n],n.agent_id,i)}</span>
      <p class="meta">
        <span
          >${n.last_status===null?i(`agents.never`):i(`agents.decided`,{status:i(`decided.${n.last_status}`),time:q(n.last_at??``,r,e.now)})}</span
        >
        ${o===0?T:S`<span class="waits">${i(`agents.waiting`,{count:o})}</span>`}
      </p>
      <div class="figures">${Ao(e,n.success)} ${Mo(e,a)}</div>
      ${K(i,t.views[n.agent_id]?.failure)}
    </div>
    ${Oo(e,t,n)}
  </li>`},Po={ready:G.check,away:G.cross,spent:G.alert},Fo=({localize:e},t)=>{let n=Ze(t);return S`<li class="model">
    <span class="name" dir="auto">${t.name}</span>
    ${t.local?S`<span class="meta">${e(`agents.model_local`)}</span>`:T}
    <span class="mark ${n}">${Po[n]}${e(`agents.model_${n}`)}</span>
  </li>`},Io=(e,{usage:t})=>{if(t===null||t.backends.length===0&&t.total.month.answers===0)return T;let{localize:n}=e;return S`<div class="models">
    <h4 id="models">${n(`agents.models`)}</h4>
    <ul aria-labelledby="models">
      ${t.backends.map(t=>Fo(e,t))}
    </ul>
    ${t.total.month.answers===0&&t.total.share===null?T:S`<p class="total"><span>${n(`agents.all`)}</span> ${Mo(e,t.total)}</p>`}
  </div>`},Lo=(e,t)=>{let{localize:n}=e;return S`<section aria-labelledby="agents">
    <h3 id="agents">${n(`agents.title`)}</h3>
    ${t.agents.length===0?S`<p class="none">${n(`agents.none`)}</p>`:S`<ul class="rows">
          ${t.agents.map(n=>No(e,t,n))}
        </ul>`}
    ${Io(e,t)}
  </section>`},Ro=(e,t)=>j(e,`action.${t}`,t.replaceAll(`_`,` `)),zo=({hass:e},{entity_id:t,attribute:n,value:r})=>{if(r==null)return``;let i=e.states[t];return` (${[n==null||i===void 0?n:e.formatEntityAttributeName?.(i,n),typeof r==`number`?r.toLocaleString(I(e)):String(r)].filter(Boolean).join(` `)})`},Bo=(e,t,n)=>{let r=`${Ro(e.localize,t.action)}${zo(e,t)}`;return t.entity_id===``?r:e.localize(`approval.item`,{name:n,action:r})},Vo=(e,{items:t})=>{let{hass:n,localize:r}=e;if(t.length===0)return T;let i=Tn(n,t.map(e=>e.entity_id));return S`<ul class="items" aria-label=${r(`approval.items`)}>
    ${t.map(t=>S`<li>
          ${G.arrow}<span dir="auto">${Bo(e,t,i.get(t.entity_id)??t.entity_id)}</span>
        </li>`)}
  </ul>`},Ho=(e,t,n)=>{let{hass:r,localize:i,actions:a,now:o,ready:s}=e,c=t.views[n.turn_id],l=Kn(Dr(n,o),I(r));return S`<li class="approval" data-approval=${n.turn_id} tabindex="-1">
    <span class="left">${To(Or(n,o))}${G.clock}</span>
    <div class="body">
      <p class="question" dir="auto">${n.question}</p>
      ${Vo(e,n)}
      <p class="meta">
        <span><bdi>${Ar(r,i,n)}</bdi></span>
        <span><bdi>${N(t.agents,n.agent,i)}</bdi></span>
        <time datetime=${n.expires} title=${i(`approval.until`,{time:q(n.expires,r)})}
          >${i(`approval.left`,{time:l})}</time
        >
      </p>
      ${n.unattended?S`<p class="hint">${i(`approval.planned`)}</p>`:T}
      ${Pr(i,{id:n.turn_id,question:n.question,pin:n.pin,disabled:!s||c?.busy===!0,approve:e=>a.answer(n,`approve`,e),reject:()=>a.answer(n,`reject`)})}
      ${K(i,c?.failure)}
    </div>
  </li>`},Uo={good:G.check,careful:G.alert,plain:G.agent},Wo={corrected:`memory.corrected`,forgotten:`memory.forgotten`,accepted:`suggestion.accepted`,pasted:`suggestion.pasted`,dismissed:`suggestion.dismissed`},Go={done:`good`,under_way:`good`,scheduled:`good`,answered:`plain`},Ko=({localize:e},t)=>{let n=t?.kind===`answer`?Go[t.status]??`careful`:`good`,r=t?.kind===`answer`?t.text:t===null?``:e(Wo[t.kind],{text:t.text});return S`<div role="status" class="told-place" tabindex="-1">
    ${r===``?T:S`<p class="told ${n}">${Uo[n]}<span dir="auto">${r}</span></p>`}
  </div>`},qo=(e,t)=>{let{localize:n}=e;return S`<section aria-labelledby="approvals">
    <h3 id="approvals">
      ${n(`approval.title`)}
      ${t.approvals.length===0?T:S`<span class="count">${t.approvals.length}</span>`}
    </h3>
    ${t.approvals.length===0?S`<p class="none">${G.check}<span>${n(`approval.none`)}</span></p>`:S`<ul class="rows">
          ${H(t.approvals,e=>e.turn_id,n=>Ho(e,t,n))}
        </ul>`}
  </section>`},Jo=5,Yo=4,Xo=(e,{about:t})=>{let n=t.filter(e=>e.includes(`.`)),r=t.filter(e=>!e.includes(`.`)).map(t=>e.areas?.[t]?.name??t);return[...Tn(e,n).values(),...r].join(`, `)},Zo=({hass:e,localize:t,now:n},r)=>{let i=Xo(e,r),{how:a,words:o,at:s}=r.source,c=o!==``&&a!==`repeated`&&!o.toLowerCase().includes(r.text.toLowerCase());return S`<p class="meta">
    ${r.kind===`fact`?T:S`<span class="kind">${t(`memory.${r.kind}`)}</span>`}
    <span>${t(`memory.${a}`)}, <time datetime=${s}>${q(s||r.since,e,n)}</time></span>
    ${i===``?T:S`<span><bdi>${t(`memory.about`,{names:i})}</bdi></span>`}
    ${c?S`<q><bdi>${o}</bdi></q>`:T}
    ${r.until===null?T:S`<span>${t(`memory.until`,{time:q(r.until,e,n)})}</span>`}
  </p>`},Qo=({localize:e,actions:t,ready:n},r)=>S`<div class="buttons">
    ${mo(r)===null?T:S`<button
          class="pill quiet"
          type="button"
          data-button="correct"
          aria-label=${e(`memory.correct_label`,{text:r.text})}
          ?disabled=${!n}
          @click=${()=>t.mode(r,`correct`)}
        >
          ${G.edit}${e(`memory.correct`)}
        </button>`}
    <button
      class="pill quiet"
      type="button"
      data-button="forget"
      aria-label=${e(`memory.forget_label`,{text:r.text})}
      ?disabled=${!n}
      @click=${()=>t.mode(r,`forget`)}
    >
      ${G.cross}${e(`memory.forget`)}
    </button>
  </div>`,$o=({localize:e,actions:t,ready:n},r,i)=>S`<div class="sure" role="group" aria-label=${e(`memory.forget_label`,{text:r.text})}>
    <p>${e(`memory.forget_question`)}</p>
    <div class="buttons">
      <button
        class="pill grave"
        type="button"
        data-button="sure"
        ?disabled=${i||!n}
        @click=${()=>t.forget(r)}
      >
        ${G.cross}${e(`memory.forget`)}
      </button>
      <button class="pill" type="button" ?disabled=${i} @click=${()=>t.mode(r,null)}>
        ${e(`memory.keep`)}
      </button>
    </div>
  </div>`,es=({localize:e,actions:t,ready:n},r,i)=>{let a=mo(r)===`number`;return S`<form class="sure" @submit=${e=>{e.preventDefault();let n=e.currentTarget.querySelector(`input`);t.correct(r,n?.value??``)}}>
    <label for="right-${r.fact_id}">${e(`memory.right`)}</label>
    <input
      id="right-${r.fact_id}"
      class="field"
      dir="auto"
      autocomplete="off"
      maxlength=${300}
      inputmode=${a?`decimal`:`text`}
      .value=${a?String(r.value):r.text}
      ?disabled=${i}
    />
    <div class="buttons">
      <button class="pill strong" type="submit" ?disabled=${i||!n}>${G.check}${e(`memory.save`)}</button>
      <button class="pill" type="button" ?disabled=${i} @click=${()=>t.mode(r,null)}>
        ${e(`memory.cancel`)}
      </button>
    </div>
  </form>`},ts=(e,t,n)=>{let r=n.busy===!0;return S`<li class="fact" data-fact=${t.fact_id} tabindex="-1">
    <div class="body">
      <p class="fact-text" dir="auto">${t.text}</p>
      ${Zo(e,t)}
      ${K(e.localize,n.failure)}
      ${n.mode===`forget`?$o(e,t,r):T}
      ${n.mode===`correct`?es(e,t,r):T}
    </div>
    ${n.mode===void 0?Qo(e,t):T}
  </li>`},ns=(e,t,n,r)=>{let i=r.filter(e=>e.owner===n);if(i.length===0)return T;let{localize:a,unfolded:o,actions:s}=e,c=`facts-${n}`,l=o.has(c)||t.search!==``,u=i.length-Jo,d=u>1&&t.search===``;return S`<h4 id="owner-${n}">${n===`household`?G.home:G.person}${a(`memory.${n}`)}</h4>
    <ul class="rows" id=${c} aria-labelledby="owner-${n}">
      ${H(d&&!l?i.slice(0,Jo):i,e=>e.fact_id,n=>ts(e,n,t.views[n.fact_id]??{}))}
    </ul>
    ${d?S`<button class="link" type="button" aria-expanded=${l} aria-controls=${c} @click=${()=>s.unfold(c)}>
          ${l?a(`memory.fewer`):a(`memory.more`,{count:u})}
        </button>`:T}`},rs=({localize:e,actions:t},n)=>S`<div class="search">
    ${G.search}
    <input
      class="field"
      type="search"
      dir="auto"
      autocomplete="off"
      aria-label=${e(`memory.search`)}
      placeholder=${e(`memory.search`)}
      .value=${n}
      @input=${e=>t.search(e.target.value)}
    />
  </div>`,is=(e,t)=>{let{hass:n,localize:r}=e,i=po(t.facts,t.search,e=>Xo(n,e));return S`<section aria-labelledby="memory">
    <h3 id="memory">${r(`memory.title`)}</h3>
    ${t.facts.length===0?S`<p class="none">${G.memory}<span>${r(`memory.none`)} ${r(`memory.none_hint`)}</span></p>`:T}
    ${t.facts.length>=Yo||t.search!==``?rs(e,t.search):T}
    <div role="status">
      ${i.length===0&&t.facts.length>0?S`<p class="none">${r(`memory.not_found`,{words:t.search})}</p>`:T}
    </div>
    ${ns(e,t,`person`,i)} ${ns(e,t,`household`,i)}
  </section>`},as=e=>[...e.filter(({standing:e})=>e!==`accepted`),...e.filter(({standing:e})=>e===`accepted`)],os=({hass:e,localize:t},{user_id:n})=>{if(n===e.user?.id)return T;let r=kr(e,n);return S`<p class="meta"><span><bdi>${r===void 0?t(`suggestion.of_other`):t(`suggestion.of`,{name:r})}</bdi></span></p>`},ss=({localize:e},{made:t})=>t===null?T:S`<p class="meta">
    <span>${e(t.pasted?`suggestion.pasted_mark`:`suggestion.made`)}</span>
    ${t.edit===null?T:S`<a href=${t.edit}>${e(`suggestion.edit`)}</a>`}
  </p>`,cs=(e,t,n)=>{let{localize:r,actions:i,ready:a}=e;return t.standing===`accepted`?T:S`<div class="buttons">
    <button
      class="pill strong"
      type="button"
      data-button="accept"
      aria-label=${r(`suggestion.accept_label`,{title:t.title})}
      ?disabled=${n||!a}
      @click=${()=>i.accept(t)}
    >
      ${G.check}${r(`suggestion.accept`)}
    </button>
    <button
      class="pill"
      type="button"
      data-button="dismiss"
      aria-label=${r(`suggestion.dismiss_label`,{title:t.title})}
      ?disabled=${n||!a}
      @click=${()=>i.dismiss(t)}
    >
      ${G.cross}${r(`suggestion.dismiss`)}
    </button>
  </div>`},ls=({localize:e,unfolded:t,actions:n},{suggestion_id:r,title:i,automation:a})=>{let o=`automation-${r}`,s=t.has(o);return S`<button class="link" type="button" aria-expanded=${s} aria-controls=${o} aria-describedby="evidence-${r}" @click=${()=>n.unfold(o)}>
      ${e(s?`suggestion.hide`:`suggestion.show`)}
    </button>
    <div id=${o} class="folded" ?hidden=${!s}>
      ${s?S`<pre dir="ltr" tabindex="0" role="region" aria-label=${i}>${a}</pre>`:T}
    </div>`},us=(e,t,n)=>{let r=t.views[n.suggestion_id];return S`<li class="suggestion" data-suggestion=${n.suggestion_id} tabindex="-1">
    <div class="body">
      <p id="evidence-${n.suggestion_id}" dir="auto">${n.evidence}</p>
      ${os(e,n)} ${ss(e,n)}
      ${cs(e,n,r?.busy===!0)}
      ${K(e.localize,r?.failure)}
      ${ls(e,n)}
    </div>
  </li>`},ds={approvals:qo,suggestions:(e,t)=>{let{localize:n}=e,r=t.suggestions.filter(({standing:e})=>e!==`accepted`).length;return S`<section aria-labelledby="suggestions">
    <h3 id="suggestions">
      ${n(`suggestion.title`)} ${r===0?T:S`<span class="count">${r}</span>`}
    </h3>
    ${t.suggestions.length===0?S`<p class="none">${G.agent}<span>${n(`suggestion.none`)}</span></p>`:S`<ul class="rows">
          ${H(as(t.suggestions),({suggestion_id:e})=>e,n=>us(e,t,n))}
        </ul>`}
  </section>`},agents:Lo,memory:is},fs=({localize:e})=>S`<div class="loading">
    <span class="sr">${e(`overview.loading`)}</span>
    <span class="ghost short" aria-hidden="true"></span>
    <span class="ghost" aria-hidden="true"></span>
    <span class="ghost" aria-hidden="true"></span>
  </div>`,ps=(e,t,n)=>{switch(t.phase){case`loading`:return fs(e);case`failed`:return Hn(e.localize,t.failure??{key:`load_overview`},e.actions.retry);case`ready`:return n.map(n=>ds[n](e,t))}},ms=(e,t,n,r)=>{let i=ps(e,t,n),a=e.localize(`overview.title`);return S`${Ko(e,t.told)}
  ${r?S`<div class="sections" role="region" aria-label=${a} tabindex="0">${i}</div>`:S`<div class="sections">${i}</div>`}`},hs={columns:12,min_columns:6,rows:`auto`,min_rows:3},gs=5e3,_s=class extends k{static styles=dn;static properties={hass:{attribute:!1},layout:{attribute:!1},_unfolded:{state:!0}};#e=new xo(this);#t;#n=A(M());#r;#i=null;constructor(){super(),this._unfolded=/* @__PURE__ */ new Set}static getConfigForm(){return uo(A(M()))}static getStubConfig(){return{}}setConfig(e){this.#t=lo(e,A(this.hass?.language??M())),this.requestUpdate()}getCardSize(){return 4*(this.#t?.sections.length??1)}getGridOptions(){return hs}disconnectedCallback(){super.disconnectedCallback(),clearInterval(this.#r),this.#r=void 0}shouldUpdate(e){let t=e.get(`hass`);return e.size!==1||t===void 0||this.hass===void 0||vt(t,this.hass,this.#a())}willUpdate(e){e.has(`hass`)&&this.hass!==void 0&&(this.#n=A(this.hass.language)),this.#e.use(this.hass,this.#t),this.#c(e)}render(){let[e,t]=[this.hass,this.#t];if(e===void 0||t===void 0)return S``;let n=this.#n,r=this.#e.state,i=e.connected&&r.connected,a={hass:e,localize:n,actions:this.#l,now:/* @__PURE__ */ new Date,unfolded:this._unfolded,ready:i},o=this.layout===`grid`&&t.fixedRows;return S`<ha-card>
      <div class="frame overview ${o?`filled`:``}" dir=${_t(e)?`rtl`:`ltr`} lang=${e.language}>
        ${ti(t.title??n(`overview.title`))}
        ${ni(`offline`,i?null:n(`state.disconnected`))}
        ${ms(a,r,t.sections,o)}
      </div>
    </ha-card>`}updated(){let e=this.isConnected&&this.#e.state.approvals.length>0;e&&this.#r===void 0?this.#r=setInterval(()=>this.requestUpdate(),gs):e||(clearInterval(this.#r),this.#r=void 0),this.#d()}#a(){let e=this.#e.state.agents.flatMap(e=>e.autonomy_entity_id??[]);return this.#s?[...e,...this.#o(this.hass)]:e}#o(e){return e===void 0?[]:Object.keys(e.entities??{}).filter(t=>P(e,t))}get#s(){return gt(this.#e.state.failure)}#c(e){let t=e=>this.#o(this.hass).some(t=>yt(e,t));e.has(`hass`)&&this.#s&&t(this.hass)&&!t(e.get(`hass`))&&this.#e.retry()}#l={answer:(e,t,n)=>void this.#u(`.told-place`,this.#e.answer(e,t,n)),accept:e=>void this.#u(`.told-place`,this.#e.accept(e)),dismiss:e=>void this.#u(`.told-place`,this.#e.dismiss(e)),setAutonomy:(e,t)=>void this.#e.setAutonomy(e,t),mode:(e,t)=>{let n=`[data-fact="${CSS.escape(e.fact_id)}"]`,r=this.#e.state.views[e.fact_id]?.mode??`forget`;this.#i=`${n} ${t===null?`[data-button=${r}]`:t===`correct`?`.sure input`:`.sure .pill:not(.grave)`}`,this.#e.dispatch({type:`mode`,id:e.fact_id,mode:t})},correct:(e,t)=>void this.#u(`.told-place`,this.#e.correct(e,t)),forget:e=>void this.#u(`.told-place`,this.#e.forget(e)),search:e=>this.#e.dispatch({type:`search`,words:e}),unfold:e=>{this._unfolded=ui(this._unfolded,e)},retry:()=>this.#e.retry()};async#u(e,t){await t,this.#i=e,this.requestUpdate()}#d(){let e=this.#i;this.#i=null,e!==null&&this.shadowRoot?.activeElement==null&&this.renderRoot.querySelector(e)?.focus({preventScroll:!0})}};mi(Qe,pi),mi(so,_s),mi(vi,oo);var vs=(e,t,n,r)=>({type:e,get name(){return A(M())(t)},get description(){return A(M())(n)},preview:!0,documentationURL:`https://github.com/llm-agents/llm-agents`,getEntitySuggestion:r});window.customCards??=[],window.customCards.push(vs(Qe,`card.name`,`card.description`,(e,t)=>P(e,t)?{config:{type:`custom:${Qe}`,agent:t}}:null),vs(so,`overview.name`,`overview.description`,(e,t)=>rt(e,t)&&!P(e,t)?{config:{type:`custom:${so}`}}:null),vs(vi,`energy.name`,`energy.description`,()=>null));