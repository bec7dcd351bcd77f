/*! LLM Agents, Apache-2.0. Contains Lit, Copyright Google LLC, BSD-3-Clause: https://github.com/lit/lit/blob/main/LICENSE */
var e=globalThis,t=e.ShadowRoot&&(e.ShadyCSS===void 0||e.ShadyCSS.nativeShadow)&&`adoptedStyleSheets`in Document.prototype&&`replace`in CSSStyleSheet.prototype,n=Symbol(),r=/* @__PURE__ */ new WeakMap,i=class{constructor(e,t,r){if(this._$cssResult$=!0,r!==n)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,n=this.t;if(t&&e===void 0){let t=n!==void 0&&n.length===1;t&&(e=r.get(n)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),t&&r.set(n,e))}return e}toString(){return this.cssText}},a=e=>new i(typeof e==`string`?e:e+``,void 0,n),o=(e,...t)=>new i(e.length===1?e[0]:t.reduce((t,n,r)=>t+(e=>{if(!0===e._$cssResult$)return e.cssText;if(typeof e==`number`)return e;throw Error(`Value passed to 'css' function must be a 'css' function result: `+e+`. Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.`)})(n)+e[r+1],e[0]),e,n),s=(n,r)=>{if(t)n.adoptedStyleSheets=r.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(let t of r){let r=document.createElement(`style`),i=e.litNonce;i!==void 0&&r.setAttribute(`nonce`,i),r.textContent=t.cssText,n.appendChild(r)}},c=t?e=>e:e=>e instanceof CSSStyleSheet?(e=>{let t=``;for(let n of e.cssRules)t+=n.cssText;return a(t)})(e):e,{is:l,defineProperty:u,getOwnPropertyDescriptor:d,getOwnPropertyNames:f,getOwnPropertySymbols:p,getPrototypeOf:m}=Object,h=globalThis,ee=h.trustedTypes,te=ee?ee.emptyScript:``,ne=h.reactiveElementPolyfillSupport,g=(e,t)=>e,_={toAttribute(e,t){switch(t){case Boolean:e=e?te:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let n=e;switch(t){case Boolean:n=e!==null;break;case Number:n=e===null?null:Number(e);break;case Object:case Array:try{n=JSON.parse(e)}catch{n=null}}return n}},re=(e,t)=>!l(e,t),ie={attribute:!0,type:String,converter:_,reflect:!1,useDefault:!1,hasChanged:re};Symbol.metadata??=Symbol(`metadata`),h.litPropertyMetadata??=/* @__PURE__ */ new WeakMap;var v=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=ie){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let n=Symbol(),r=this.getPropertyDescriptor(e,n,t);r!==void 0&&u(this.prototype,e,r)}}static getPropertyDescriptor(e,t,n){let{get:r,set:i}=d(this.prototype,e)??{get(){return this[t]},set(e){this[t]=e}};return{get:r,set(t){let a=r?.call(this);i?.call(this,t),this.requestUpdate(e,a,n)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??ie}static _$Ei(){if(this.hasOwnProperty(g(`elementProperties`)))return;let e=m(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(g(`finalized`)))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(g(`properties`))){let e=this.properties,t=[...f(e),...p(e)];for(let n of t)this.createProperty(n,e[n])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[e,n]of t)this.elementProperties.set(e,n)}this._$Eh=/* @__PURE__ */ new Map;for(let[e,t]of this.elementProperties){let n=this._$Eu(e,t);n!==void 0&&this._$Eh.set(n,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let n=new Set(e.flat(1/0).reverse());for(let e of n)t.unshift(c(e))}else e!==void 0&&t.push(c(e));return t}static _$Eu(e,t){let n=t.attribute;return!1===n?void 0:typeof n==`string`?n:typeof e==`string`?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=/* @__PURE__ */ new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=/* @__PURE__ */ new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=/* @__PURE__ */ new Map,t=this.constructor.elementProperties;for(let n of t.keys())this.hasOwnProperty(n)&&(e.set(n,this[n]),delete this[n]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return s(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,n){this._$AK(e,n)}_$ET(e,t){let n=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,n);if(r!==void 0&&!0===n.reflect){let i=(n.converter?.toAttribute===void 0?_:n.converter).toAttribute(t,n.type);this._$Em=e,i==null?this.removeAttribute(r):this.setAttribute(r,i),this._$Em=null}}_$AK(e,t){let n=this.constructor,r=n._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let e=n.getPropertyOptions(r),i=typeof e.converter==`function`?{fromAttribute:e.converter}:e.converter?.fromAttribute===void 0?_:e.converter;this._$Em=r;let a=i.fromAttribute(t,e.type);this[r]=a??this._$Ej?.get(r)??a,this._$Em=null}}requestUpdate(e,t,n,r=!1,i){if(e!==void 0){let a=this.constructor;if(!1===r&&(i=this[e]),n??=a.getPropertyOptions(e),!((n.hasChanged??re)(i,t)||n.useDefault&&n.reflect&&i===this._$Ej?.get(e)&&!this.hasAttribute(a._$Eu(e,n))))return;this.C(e,t,n)}!1===this.isUpdatePending&&(this._$ES=this._$EP())}C(e,t,{useDefault:n,reflect:r,wrapped:i},a){n&&!(this._$Ej??=/* @__PURE__ */ new Map).has(e)&&(this._$Ej.set(e,a??t??this[e]),!0!==i||a!==void 0)||(this._$AL.has(e)||(this.hasUpdated||n||(t=void 0),this._$AL.set(e,t)),!0===r&&this._$Em!==e&&(this._$Eq??=/* @__PURE__ */ new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[e,t]of this._$Ep)this[e]=t;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[t,n]of e){let{wrapped:e}=n,r=this[t];!0!==e||this._$AL.has(t)||r===void 0||this.C(t,void 0,n,r)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(t)):this._$EM()}catch(t){throw e=!1,this._$EM(),t}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=/* @__PURE__ */ new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(e){}firstUpdated(e){}};v.elementStyles=[],v.shadowRootOptions={mode:`open`},v[g(`elementProperties`)]=/* @__PURE__ */ new Map,v[g(`finalized`)]=/* @__PURE__ */ new Map,ne?.({ReactiveElement:v}),(h.reactiveElementVersions??=[]).push(`2.1.2`);var ae=globalThis,oe=e=>e,y=ae.trustedTypes,se=y?y.createPolicy(`lit-html`,{createHTML:e=>e}):void 0,b=`$lit$`,x=`lit$${Math.random().toFixed(9).slice(2)}$`,S=`?`+x,ce=`<${S}>`,C=document,w=()=>C.createComment(``),T=e=>e===null||typeof e!=`object`&&typeof e!=`function`,le=Array.isArray,ue=e=>le(e)||typeof e?.[Symbol.iterator]==`function`,de=`[ 	
\f\r]`,E=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,fe=/-->/g,pe=/>/g,D=RegExp(`>|${de}(?:([^\\s"'>=/]+)(${de}*=${de}*(?:[^ \t\n\f\r"'\`<>=]|("|')|))|$)`,`g`),me=/'/g,he=/"/g,ge=/^(?:script|style|textarea|title)$/i,_e=e=>(t,...n)=>({_$litType$:e,strings:t,values:n}),O=_e(1),ve=_e(2),k=Symbol.for(`lit-noChange`),A=Symbol.for(`lit-nothing`),ye=/* @__PURE__ */ new WeakMap,j=C.createTreeWalker(C,129);function be(e,t){if(!le(e)||!e.hasOwnProperty(`raw`))throw Error(`invalid template strings array`);return se===void 0?t:se.createHTML(t)}var xe=(e,t)=>{let n=e.length-1,r=[],i,a=t===2?`<svg>`:t===3?`<math>`:``,o=E;for(let t=0;t<n;t++){let n=e[t],s,c,l=-1,u=0;for(;u<n.length&&(o.lastIndex=u,c=o.exec(n),c!==null);)u=o.lastIndex,o===E?c[1]===`!--`?o=fe:c[1]===void 0?c[2]===void 0?c[3]!==void 0&&(o=D):(ge.test(c[2])&&(i=RegExp(`</`+c[2],`g`)),o=D):o=pe:o===D?c[0]===`>`?(o=i??E,l=-1):c[1]===void 0?l=-2:(l=o.lastIndex-c[2].length,s=c[1],o=c[3]===void 0?D:c[3]===`"`?he:me):o===he||o===me?o=D:o===fe||o===pe?o=E:(o=D,i=void 0);let d=o===D&&e[t+1].startsWith(`/>`)?` `:``;a+=o===E?n+ce:l>=0?(r.push(s),n.slice(0,l)+b+n.slice(l)+x+d):n+x+(l===-2?t:d)}return[be(e,a+(e[n]||`<?>`)+(t===2?`</svg>`:t===3?`</math>`:``)),r]},M=class e{constructor({strings:t,_$litType$:n},r){let i;this.parts=[];let a=0,o=0,s=t.length-1,c=this.parts,[l,u]=xe(t,n);if(this.el=e.createElement(l,r),j.currentNode=this.el.content,n===2||n===3){let e=this.el.content.firstChild;e.replaceWith(...e.childNodes)}for(;(i=j.nextNode())!==null&&c.length<s;){if(i.nodeType===1){if(i.hasAttributes())for(let e of i.getAttributeNames())if(e.endsWith(b)){let t=u[o++],n=i.getAttribute(e).split(x),r=/([.?@])?(.*)/.exec(t);c.push({type:1,index:a,name:r[2],strings:n,ctor:r[1]===`.`?Ce:r[1]===`?`?we:r[1]===`@`?Te:F}),i.removeAttribute(e)}else e.startsWith(x)&&(c.push({type:6,index:a}),i.removeAttribute(e));if(ge.test(i.tagName)){let e=i.textContent.split(x),t=e.length-1;if(t>0){i.textContent=y?y.emptyScript:``;for(let n=0;n<t;n++)i.append(e[n],w()),j.nextNode(),c.push({type:2,index:++a});i.append(e[t],w())}}}else if(i.nodeType===8){if(i.data===S)c.push({type:2,index:a});else{let e=-1;for(;(e=i.data.indexOf(x,e+1))!==-1;)c.push({type:7,index:a}),e+=x.length-1}}a++}}static createElement(e,t){let n=C.createElement(`template`);return n.innerHTML=e,n}};function N(e,t,n=e,r){if(t===k)return t;let i=r===void 0?n._$Cl:n._$Co?.[r],a=T(t)?void 0:t._$litDirective$;return i?.constructor!==a&&(i?._$AO?.(!1),a===void 0?i=void 0:(i=new a(e),i._$AT(e,n,r)),r===void 0?n._$Cl=i:(n._$Co??=[])[r]=i),i!==void 0&&(t=N(e,i._$AS(e,t.values),i,r)),t}var Se=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:n}=this._$AD,r=(e?.creationScope??C).importNode(t,!0);j.currentNode=r;let i=j.nextNode(),a=0,o=0,s=n[0];for(;s!==void 0;){if(a===s.index){let t;s.type===2?t=new P(i,i.nextSibling,this,e):s.type===1?t=new s.ctor(i,s.name,s.strings,this,e):s.type===6&&(t=new Ee(i,this,e)),this._$AV.push(t),s=n[++o]}a!==s?.index&&(i=j.nextNode(),a++)}return j.currentNode=C,r}p(e){let t=0;for(let n of this._$AV)n!==void 0&&(n.strings===void 0?n._$AI(e[t]):(n._$AI(e,n,t),t+=n.strings.length-2)),t++}},P=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,n,r){this.type=2,this._$AH=A,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=n,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=N(this,e,t),T(e)?e===A||e==null||e===``?(this._$AH!==A&&this._$AR(),this._$AH=A):e!==this._$AH&&e!==k&&this._(e):e._$litType$===void 0?e.nodeType===void 0?ue(e)?this.k(e):this._(e):this.T(e):this.$(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==A&&T(this._$AH)?this._$AA.nextSibling.data=e:this.T(C.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:n}=e,r=typeof n==`number`?this._$AC(e):(n.el===void 0&&(n.el=M.createElement(be(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===r)this._$AH.p(t);else{let e=new Se(r,this),n=e.u(this.options);e.p(t),this.T(n),this._$AH=e}}_$AC(e){let t=ye.get(e.strings);return t===void 0&&ye.set(e.strings,t=new M(e)),t}k(t){le(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let a of t)i===n.length?n.push(r=new e(this.O(w()),this.O(w()),this,this.options)):r=n[i],r._$AI(a),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let t=oe(e).nextSibling;oe(e).remove(),e=t}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},F=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,n,r,i){this.type=1,this._$AH=A,this._$AN=void 0,this.element=e,this.name=t,this._$AM=r,this.options=i,n.length>2||n[0]!==``||n[1]!==``?(this._$AH=Array(n.length-1).fill(/* @__PURE__ */ new String),this.strings=n):this._$AH=A}_$AI(e,t=this,n,r){let i=this.strings,a=!1;if(i===void 0)e=N(this,e,t,0),a=!T(e)||e!==this._$AH&&e!==k,a&&(this._$AH=e);else{let r=e,o,s;for(e=i[0],o=0;o<i.length-1;o++)s=N(this,r[n+o],t,o),s===k&&(s=this._$AH[o]),a||=!T(s)||s!==this._$AH[o],s===A?e=A:e!==A&&(e+=(s??``)+i[o+1]),this._$AH[o]=s}a&&!r&&this.j(e)}j(e){e===A?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??``)}},Ce=class extends F{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===A?void 0:e}},we=class extends F{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==A)}},Te=class extends F{constructor(e,t,n,r,i){super(e,t,n,r,i),this.type=5}_$AI(e,t=this){if((e=N(this,e,t,0)??A)===k)return;let n=this._$AH,r=e===A&&n!==A||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,i=e!==A&&(n===A||r);r&&this.element.removeEventListener(this.name,this,n),i&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH==`function`?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},Ee=class{constructor(e,t,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){N(this,e)}},De={M:b,P:x,A:S,C:1,L:xe,R:Se,D:ue,V:N,I:P,H:F,N:we,U:Te,B:Ce,F:Ee},Oe=ae.litHtmlPolyfillSupport;Oe?.(M,P),(ae.litHtmlVersions??=[]).push(`3.3.3`);var ke=(e,t,n)=>{let r=n?.renderBefore??t,i=r._$litPart$;if(i===void 0){let e=n?.renderBefore??null;r._$litPart$=i=new P(t.insertBefore(w(),e),e,void 0,n??{})}return i._$AI(e),i},I=globalThis,L=class extends v{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=ke(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return k}};L._$litElement$=!0,L.finalized=!0,I.litElementHydrateSupport?.({LitElement:L});var Ae=I.litElementPolyfillSupport;Ae?.({LitElement:L}),(I.litElementVersions??=[]).push(`4.2.2`);var R=`llm-agents-card`,z={min:1,max:100},je=20,B={min:120,max:2e3},Me=`llm_agents`,Ne=(e,t)=>t.startsWith(`conversation.`)&&e.entities?.[t]?.platform===Me,Pe=(e,{min:t,max:n})=>typeof e==`number`&&e>=t&&e<=n,Fe=(e,t)=>{let n=e.agent??`conversation.llm_agents`;if(typeof n!=`string`||!/^conversation\.[a-z0-9_]+$/.test(n))throw Error(t(`error.config_agent`,{value:String(n)}));let r=e.history??je;if(!Pe(r,z)||!Number.isInteger(r))throw Error(t(`error.config_history`,z));let i=e.height??null;if(i!==null&&!Pe(i,B))throw Error(t(`error.config_height`,B));let a=e.title,o=e.grid_options?.rows;return{type:String(e.type),agent:n,title:typeof a==`string`&&a.trim()!==``?a:null,history:r,height:i,fixedRows:o!==`auto`}},Ie=e=>({schema:[{name:`agent`,selector:{entity:{filter:{domain:`conversation`}}}},{name:`title`,selector:{text:{}}},{type:`grid`,name:``,schema:[{name:`history`,selector:{number:{...z,mode:`box`}}},{name:`height`,selector:{number:{...B,mode:`box`,unit_of_measurement:`px`}}}]}],computeLabel:({name:t})=>e(`config.${t}`),computeHelper:({name:t})=>e(`config.${t}_help`),assertConfig:t=>{Fe(t,e)}}),Le=e=>e.translationMetadata?.translations?.[e.language]?.isRTL===!0,Re=e=>e.locale?.language??e.language,ze={en:{card:{name:`LLM Agents`,description:`Talk to your home, see what was done and checked, ask why, and take it back.`,title:`Talk to your home`},config:{agent:`Agent`,agent_help:`The agent that this card talks to.`,title:`Title`,title_help:`Empty shows the usual title.`,history:`Turns shown`,history_help:`How many earlier turns the card loads.`,height:`Height in pixels`,height_help:`Height of the conversation. Empty lets the dashboard decide.`},error:{config_agent:`“{value}” is not the entity of an agent; it begins with “conversation.”`,config_history:`“history” has to be a whole number from {min} to {max}.`,config_height:`“height” has to be a number of pixels from {min} to {max}.`,unknown_agent:`The agent “{agent}” does not exist. Choose another one in the settings of this card.`,unavailable:`The agent is not available at the moment.`,no_agent:`This agent does not exist any more. Choose another one in the settings of this card.`,not_loaded:`LLM Agents is not ready yet. Try again in a moment, or look at the integration in the settings.`,not_set_up:`LLM Agents is not set up. Add the integration in the settings, under devices and services.`,load:`The earlier turns could not be loaded.`,lost:`The connection was lost before the answer came. What was done appears here when it is back.`,stopped:`You stopped waiting. What was done appears here when it is ready.`,busy:`The agent is still busy with another sentence. Try again in a moment.`,unauthorized:`You are not allowed to do that.`,not_found:`That turn is no longer known.`,timeout:`Home Assistant did not answer in time.`,unknown:`That did not work. Try again.`,said:`That did not work: {message}`},state:{loading:`Loading the conversation`,disconnected:`No connection to Home Assistant. The card goes on when it is back.`,thinking:`Working on it`,retry:`Try again`},composer:{label:`What should happen?`,placeholder:`Say what should happen`,send:`Send`,stop:`Stop waiting`},log:{label:`Conversation`,earlier:`Show earlier turns`,newest:`Newest`},empty:{title:`What can I do for you?`,hint:`Say it in your own words, or begin with one of these.`,examples:`Examples`,turn_on:`Turn on {name}`,set_temperature:`Set {name} to {value} degrees`,which_lights:`Which lights are on?`,which_windows:`Which windows are open?`,lights_off:`Turn off all lights`},turn:{you:`You said`,agent:`Answer`,pressed_undo:`You pressed Undo`,planned:`As planned`,pressed:`You pressed a button`,changes:`What was done`,from:`from`,to:`to`,verified:`Checked`,under_way:`On its way`,unverified:`Not confirmed`,more_changes:{one:`Show {count} more`,other:`Show {count} more`},fewer_changes:`Show fewer`,more_text:`Show all`,less_text:`Show less`,undo:`Undo`,undo_label:`Undo: {words}`,undone:`Taken back`,why:`Why?`,why_label:`Why? About: {words}`,explaining:`Looking it up`,yes:`Yes`,yes_label:`Yes, to: {question}`,no:`No`,no_label:`No, to: {question}`,choices:`Choose one`,confirmed:`You said yes.`,rejected:`You said no.`,problems:`What did not work`,call_failed:`Home Assistant refused “{action}”: {error}`},status:{under_way:`Under way`,scheduled:`Planned`,missed:`Missed`,partial:`Partly done`,asked:`Waiting for your answer`,refused:`Not done`,failed:`Did not work`,not_understood:`Not understood`},layer:{local:`Understood locally`,app:`Understood by the app’s model`,other:`Understood by another model`,local_time:`Understood locally in {time}`,app_time:`Understood by the app’s model in {time}`,other_time:`Understood by another model in {time}`},problem:{no_such_device:`There is no such device.`,no_such_area:`There is no such room or floor.`,not_in_area:`There is none of that kind there.`,ambiguous:`It could be more than one.`,cannot:`The device cannot do that.`,out_of_range:`The value is out of range.`,unavailable:`The device does not answer at the moment.`,missing_value:`The value is missing.`,not_allowed:`That is not allowed.`,not_exposed:`The device is not shared with assistants.`,failed:`Home Assistant reported an error.`,not_verified:`It could not be confirmed.`,no_timers:`There are no timers here.`,nothing_to_undo:`There is nothing to take back.`,cannot_undo:`That cannot be taken back.`,changed_since:`It has been changed since.`,other:`It could not be done.`},color:{white:`white`,red:`red`,orange:`orange`,yellow:`yellow`,green:`green`,cyan:`cyan`,blue:`blue`,purple:`purple`,pink:`pink`},attribute:{color:`Colour`}},de:{card:{name:`LLM Agents`,description:`Sprich mit deinem Zuhause, sieh, was getan und geprüft wurde, frag warum und nimm es zurück.`,title:`Sprich mit deinem Zuhause`},config:{agent:`Agent`,agent_help:`Der Agent, mit dem diese Karte spricht.`,title:`Titel`,title_help:`Leer zeigt den üblichen Titel.`,history:`Gezeigte Gespräche`,history_help:`Wie viele frühere Sätze die Karte lädt.`,height:`Höhe in Pixeln`,height_help:`Höhe des Gesprächs. Leer überlässt sie dem Dashboard.`},error:{config_agent:`„{value}“ ist nicht die Entität eines Agenten; sie beginnt mit „conversation.“`,config_history:`„history“ muss eine ganze Zahl von {min} bis {max} sein.`,config_height:`„height“ muss eine Zahl von Pixeln von {min} bis {max} sein.`,unknown_agent:`Den Agenten „{agent}“ gibt es nicht. Wähle in den Einstellungen dieser Karte einen anderen.`,unavailable:`Der Agent ist gerade nicht verfügbar.`,no_agent:`Diesen Agenten gibt es nicht mehr. Wähle in den Einstellungen dieser Karte einen anderen.`,not_loaded:`LLM Agents ist noch nicht bereit. Versuche es gleich noch einmal oder sieh in den Einstellungen nach der Integration.`,not_set_up:`LLM Agents ist nicht eingerichtet. Füge die Integration in den Einstellungen unter Geräte und Dienste hinzu.`,load:`Die früheren Sätze konnten nicht geladen werden.`,lost:`Die Verbindung ging verloren, bevor die Antwort kam. Was getan wurde, erscheint hier, sobald sie wieder da ist.`,stopped:`Du hast das Warten beendet. Was getan wurde, erscheint hier, sobald es fertig ist.`,busy:`Der Agent ist noch mit einem anderen Satz beschäftigt. Versuche es gleich noch einmal.`,unauthorized:`Das darfst du nicht.`,not_found:`Dieser Satz ist nicht mehr bekannt.`,timeout:`Home Assistant hat nicht rechtzeitig geantwortet.`,unknown:`Das hat nicht geklappt. Versuche es noch einmal.`,said:`Das hat nicht geklappt: {message}`},state:{loading:`Das Gespräch wird geladen`,disconnected:`Keine Verbindung zu Home Assistant. Die Karte macht weiter, sobald sie wieder da ist.`,thinking:`Bin dabei`,retry:`Noch einmal versuchen`},composer:{label:`Was soll geschehen?`,placeholder:`Sag, was geschehen soll`,send:`Senden`,stop:`Nicht mehr warten`},log:{label:`Gespräch`,earlier:`Frühere Sätze zeigen`,newest:`Neuestes`},empty:{title:`Was kann ich für dich tun?`,hint:`Sag es in deinen Worten oder beginne mit einem von diesen.`,examples:`Beispiele`,turn_on:`Schalte {name} ein`,set_temperature:`Stelle {name} auf {value} Grad`,which_lights:`Welche Lichter sind an?`,which_windows:`Welche Fenster sind offen?`,lights_off:`Schalte alle Lichter aus`},turn:{you:`Du hast gesagt`,agent:`Antwort`,pressed_undo:`Du hast Rückgängig gedrückt`,planned:`Wie geplant`,pressed:`Du hast einen Knopf gedrückt`,changes:`Was getan wurde`,from:`von`,to:`auf`,verified:`Geprüft`,under_way:`Unterwegs`,unverified:`Nicht bestätigt`,more_changes:{one:`{count} weitere zeigen`,other:`{count} weitere zeigen`},fewer_changes:`Weniger zeigen`,more_text:`Alles zeigen`,less_text:`Weniger zeigen`,undo:`Rückgängig`,undo_label:`Rückgängig: {words}`,undone:`Zurückgenommen`,why:`Warum?`,why_label:`Warum? Zu: {words}`,explaining:`Wird nachgesehen`,yes:`Ja`,yes_label:`Ja, auf: {question}`,no:`Nein`,no_label:`Nein, auf: {question}`,choices:`Wähle eines`,confirmed:`Du hast Ja gesagt.`,rejected:`Du hast Nein gesagt.`,problems:`Was nicht geklappt hat`,call_failed:`Home Assistant hat „{action}“ abgelehnt: {error}`},status:{under_way:`Unterwegs`,scheduled:`Geplant`,missed:`Verpasst`,partial:`Teilweise erledigt`,asked:`Wartet auf deine Antwort`,refused:`Nicht getan`,failed:`Hat nicht geklappt`,not_understood:`Nicht verstanden`},layer:{local:`Lokal verstanden`,app:`Vom Modell der App verstanden`,other:`Von einem anderen Modell verstanden`,local_time:`Lokal verstanden in {time}`,app_time:`Vom Modell der App verstanden in {time}`,other_time:`Von einem anderen Modell verstanden in {time}`},problem:{no_such_device:`Dieses Gerät gibt es nicht.`,no_such_area:`Diesen Raum oder dieses Stockwerk gibt es nicht.`,not_in_area:`Davon gibt es dort keines.`,ambiguous:`Es kann mehr als eines gemeint sein.`,cannot:`Das kann das Gerät nicht.`,out_of_range:`Der Wert liegt außerhalb des Möglichen.`,unavailable:`Das Gerät antwortet gerade nicht.`,missing_value:`Der Wert fehlt.`,not_allowed:`Das ist nicht erlaubt.`,not_exposed:`Das Gerät ist nicht für Assistenten freigegeben.`,failed:`Home Assistant hat einen Fehler gemeldet.`,not_verified:`Es ließ sich nicht bestätigen.`,no_timers:`Hier gibt es keine Timer.`,nothing_to_undo:`Es gibt nichts zurückzunehmen.`,cannot_undo:`Das lässt sich nicht zurücknehmen.`,changed_since:`Es wurde seitdem geändert.`,other:`Es ließ sich nicht tun.`},color:{white:`Weiß`,red:`Rot`,orange:`Orange`,yellow:`Gelb`,green:`Grün`,cyan:`Türkis`,blue:`Blau`,purple:`Violett`,pink:`Rosa`},attribute:{color:`Farbe`}},es:{card:{name:`LLM Agents`,description:`Habla con tu casa, mira qué se ha hecho y comprobado, pregunta por qué y deshazlo.`,title:`Habla con tu casa`},config:{agent:`Agente`,agent_help:`El agente con el que habla esta tarjeta.`,title:`Título`,title_help:`Vacío muestra el título habitual.`,history:`Turnos mostrados`,history_help:`Cuántos turnos anteriores carga la tarjeta.`,height:`Altura en píxeles`,height_help:`Altura de la conversación. Vacío deja que decida el panel.`},error:{config_agent:`«{value}» no es la entidad de un agente; empieza por «conversation.»`,config_history:`«history» tiene que ser un número entero de {min} a {max}.`,config_height:`«height» tiene que ser un número de píxeles de {min} a {max}.`,unknown_agent:`El agente «{agent}» no existe. Elige otro en los ajustes de esta tarjeta.`,unavailable:`El agente no está disponible en este momento.`,no_agent:`Este agente ya no existe. Elige otro en los ajustes de esta tarjeta.`,not_loaded:`LLM Agents todavía no está listo. Inténtalo dentro de un momento o mira la integración en los ajustes.`,not_set_up:`LLM Agents no está configurado. Añade la integración en los ajustes, en dispositivos y servicios.`,load:`No se han podido cargar los turnos anteriores.`,lost:`La conexión se perdió antes de la respuesta. Lo que se hizo aparece aquí cuando vuelva.`,stopped:`Has dejado de esperar. Lo que se haga aparece aquí cuando esté listo.`,busy:`El agente aún está ocupado con otra frase. Inténtalo dentro de un momento.`,unauthorized:`No tienes permiso para eso.`,not_found:`Ese turno ya no se conoce.`,timeout:`Home Assistant no ha respondido a tiempo.`,unknown:`No ha funcionado. Inténtalo otra vez.`,said:`No ha funcionado: {message}`},state:{loading:`Cargando la conversación`,disconnected:`Sin conexión con Home Assistant. La tarjeta sigue cuando vuelva.`,thinking:`En ello`,retry:`Intentar otra vez`},composer:{label:`¿Qué debe pasar?`,placeholder:`Di qué debe pasar`,send:`Enviar`,stop:`Dejar de esperar`},log:{label:`Conversación`,earlier:`Mostrar turnos anteriores`,newest:`Lo último`},empty:{title:`¿Qué puedo hacer por ti?`,hint:`Dilo con tus propias palabras, o empieza con una de estas.`,examples:`Ejemplos`,turn_on:`Enciende {name}`,set_temperature:`Pon {name} a {value} grados`,which_lights:`¿Qué luces están encendidas?`,which_windows:`¿Qué ventanas están abiertas?`,lights_off:`Apaga todas las luces`},turn:{you:`Dijiste`,agent:`Respuesta`,pressed_undo:`Pulsaste Deshacer`,planned:`Como estaba planificado`,pressed:`Pulsaste un botón`,changes:`Lo que se hizo`,from:`de`,to:`a`,verified:`Comprobado`,under_way:`En camino`,unverified:`Sin confirmar`,more_changes:{one:`Mostrar {count} más`,other:`Mostrar {count} más`},fewer_changes:`Mostrar menos`,more_text:`Mostrar todo`,less_text:`Mostrar menos`,undo:`Deshacer`,undo_label:`Deshacer: {words}`,undone:`Deshecho`,why:`¿Por qué?`,why_label:`¿Por qué? Sobre: {words}`,explaining:`Buscándolo`,yes:`Sí`,yes_label:`Sí, a: {question}`,no:`No`,no_label:`No, a: {question}`,choices:`Elige uno`,confirmed:`Dijiste que sí.`,rejected:`Dijiste que no.`,problems:`Lo que no funcionó`,call_failed:`Home Assistant rechazó «{action}»: {error}`},status:{under_way:`En marcha`,scheduled:`Planificado`,missed:`No realizado a tiempo`,partial:`Hecho en parte`,asked:`Esperando tu respuesta`,refused:`No hecho`,failed:`No funcionó`,not_understood:`No entendido`},layer:{local:`Entendido localmente`,app:`Entendido por el modelo de la aplicación`,other:`Entendido por otro modelo`,local_time:`Entendido localmente en {time}`,app_time:`Entendido por el modelo de la aplicación en {time}`,other_time:`Entendido por otro modelo en {time}`},problem:{no_such_device:`No existe tal dispositivo.`,no_such_area:`No existe tal habitación ni planta.`,not_in_area:`Ahí no hay ninguno de ese tipo.`,ambiguous:`Podría ser más de uno.`,cannot:`El dispositivo no puede hacer eso.`,out_of_range:`El valor está fuera de los límites.`,unavailable:`El dispositivo no responde en este momento.`,missing_value:`Falta el valor.`,not_allowed:`Eso no está permitido.`,not_exposed:`El dispositivo no se comparte con los asistentes.`,failed:`Home Assistant comunicó un error.`,not_verified:`No se pudo confirmar.`,no_timers:`Aquí no hay temporizadores.`,nothing_to_undo:`No hay nada que deshacer.`,cannot_undo:`Eso no se puede deshacer.`,changed_since:`Ha cambiado desde entonces.`,other:`No se pudo hacer.`},color:{white:`blanco`,red:`rojo`,orange:`naranja`,yellow:`amarillo`,green:`verde`,cyan:`cian`,blue:`azul`,purple:`morado`,pink:`rosa`},attribute:{color:`Color`}},fr:{card:{name:`LLM Agents`,description:`Parlez à votre maison, voyez ce qui a été fait et vérifié, demandez pourquoi, et annulez.`,title:`Parlez à votre maison`},config:{agent:`Agent`,agent_help:`L'agent à qui parle cette carte.`,title:`Titre`,title_help:`Vide, le titre habituel est affiché.`,history:`Échanges affichés`,history_help:`Combien d'échanges précédents la carte charge.`,height:`Hauteur en pixels`,height_help:`Hauteur de la conversation. Vide, le tableau de bord décide.`},error:{config_agent:`« {value} » n'est pas l'entité d'un agent ; elle commence par « conversation. »`,config_history:`« history » doit être un nombre entier de {min} à {max}.`,config_height:`« height » doit être un nombre de pixels de {min} à {max}.`,unknown_agent:`L'agent « {agent} » n'existe pas. Choisissez-en un autre dans les réglages de cette carte.`,unavailable:`L'agent n'est pas disponible en ce moment.`,no_agent:`Cet agent n'existe plus. Choisissez-en un autre dans les réglages de cette carte.`,not_loaded:`LLM Agents n'est pas encore prêt. Réessayez dans un instant, ou regardez l'intégration dans les paramètres.`,not_set_up:`LLM Agents n'est pas configuré. Ajoutez l'intégration dans les paramètres, sous appareils et services.`,load:`Les échanges précédents n'ont pas pu être chargés.`,lost:`La connexion a été perdue avant la réponse. Ce qui a été fait apparaîtra ici à son retour.`,stopped:`Vous avez cessé d'attendre. Ce qui a été fait apparaîtra ici quand ce sera prêt.`,busy:`L'agent est encore occupé par une autre phrase. Réessayez dans un instant.`,unauthorized:`Vous n'avez pas le droit de faire cela.`,not_found:`Cet échange n'est plus connu.`,timeout:`Home Assistant n'a pas répondu à temps.`,unknown:`Cela n'a pas marché. Réessayez.`,said:`Cela n'a pas marché : {message}`},state:{loading:`Chargement de la conversation`,disconnected:`Pas de connexion à Home Assistant. La carte continue dès son retour.`,thinking:`Un instant`,retry:`Réessayer`},composer:{label:`Que faut-il faire ?`,placeholder:`Dites ce qu'il faut faire`,send:`Envoyer`,stop:`Ne plus attendre`},log:{label:`Conversation`,earlier:`Afficher les échanges précédents`,newest:`Les plus récents`},empty:{title:`Que puis-je faire pour vous ?`,hint:`Dites-le avec vos propres mots, ou commencez par un de ces exemples.`,examples:`Exemples`,turn_on:`Allume {name}`,set_temperature:`Règle {name} à {value} degrés`,which_lights:`Quelles lumières sont allumées ?`,which_windows:`Quelles fenêtres sont ouvertes ?`,lights_off:`Éteins toutes les lumières`},turn:{you:`Vous avez dit`,agent:`Réponse`,pressed_undo:`Vous avez appuyé sur Annuler`,planned:`Comme prévu`,pressed:`Vous avez appuyé sur un bouton`,changes:`Ce qui a été fait`,from:`de`,to:`à`,verified:`Vérifié`,under_way:`En cours`,unverified:`Pas confirmé`,more_changes:{one:`En afficher {count} de plus`,other:`En afficher {count} de plus`},fewer_changes:`En afficher moins`,more_text:`Tout afficher`,less_text:`Afficher moins`,undo:`Annuler`,undo_label:`Annuler : {words}`,undone:`Annulé`,why:`Pourquoi ?`,why_label:`Pourquoi ? À propos de : {words}`,explaining:`Recherche de l'explication`,yes:`Oui`,yes_label:`Oui, à : {question}`,no:`Non`,no_label:`Non, à : {question}`,choices:`Choisissez`,confirmed:`Vous avez dit oui.`,rejected:`Vous avez dit non.`,problems:`Ce qui n'a pas marché`,call_failed:`Home Assistant a refusé « {action} » : {error}`},status:{under_way:`En cours`,scheduled:`Prévu`,missed:`Manqué`,partial:`Fait en partie`,asked:`Attend votre réponse`,refused:`Pas fait`,failed:`N'a pas marché`,not_understood:`Pas compris`},layer:{local:`Compris localement`,app:`Compris par le modèle de l'app`,other:`Compris par un autre modèle`,local_time:`Compris localement en {time}`,app_time:`Compris par le modèle de l'app en {time}`,other_time:`Compris par un autre modèle en {time}`},problem:{no_such_device:`Cet appareil n'existe pas.`,no_such_area:`Cette pièce ou cet étage n'existe pas.`,not_in_area:`Il n'y a rien de ce genre à cet endroit.`,ambiguous:`Il peut y en avoir plusieurs.`,cannot:`L'appareil ne peut pas faire cela.`,out_of_range:`La valeur est hors limites.`,unavailable:`L'appareil ne répond pas en ce moment.`,missing_value:`Il manque la valeur.`,not_allowed:`Ce n'est pas autorisé.`,not_exposed:`Les assistants n'ont pas accès à l'appareil.`,failed:`Home Assistant a signalé une erreur.`,not_verified:`Cela n'a pas pu être confirmé.`,no_timers:`Il n'y a pas de minuteurs ici.`,nothing_to_undo:`Il n'y a rien à annuler.`,cannot_undo:`Cela ne peut pas être annulé.`,changed_since:`Cela a changé depuis.`,other:`Cela n'a pas pu être fait.`},color:{white:`blanc`,red:`rouge`,orange:`orange`,yellow:`jaune`,green:`vert`,cyan:`cyan`,blue:`bleu`,purple:`violet`,pink:`rose`},attribute:{color:`Couleur`}},it:{card:{name:`LLM Agents`,description:`Parla con la tua casa, guarda che cosa è stato fatto e verificato, chiedi perché e annulla.`,title:`Parla con la tua casa`},config:{agent:`Agente`,agent_help:`L'agente con cui parla questa scheda.`,title:`Titolo`,title_help:`Vuoto mostra il titolo consueto.`,history:`Turni mostrati`,history_help:`Quanti turni precedenti carica la scheda.`,height:`Altezza in pixel`,height_help:`Altezza della conversazione. Se vuota, decide la plancia.`},error:{config_agent:`«{value}» non è l'entità di un agente; comincia con «conversation.»`,config_history:`«history» deve essere un numero intero da {min} a {max}.`,config_height:`«height» deve essere un numero di pixel da {min} a {max}.`,unknown_agent:`L'agente «{agent}» non esiste. Scegline un altro nelle impostazioni di questa scheda.`,unavailable:`L'agente al momento non è disponibile.`,no_agent:`Questo agente non esiste più. Scegline un altro nelle impostazioni di questa scheda.`,not_loaded:`LLM Agents non è ancora pronto. Riprova tra un attimo, o guarda l'integrazione nelle impostazioni.`,not_set_up:`LLM Agents non è configurato. Aggiungi l'integrazione nelle impostazioni, in dispositivi e servizi.`,load:`Non è stato possibile caricare i turni precedenti.`,lost:`La connessione si è interrotta prima della risposta. Quando torna, qui compare ciò che è stato fatto.`,stopped:`Hai smesso di aspettare. Quando è pronto, qui compare ciò che è stato fatto.`,busy:`L'agente è ancora occupato con un'altra frase. Riprova tra un attimo.`,unauthorized:`Non hai il permesso di farlo.`,not_found:`Questo turno non è più noto.`,timeout:`Home Assistant non ha risposto in tempo.`,unknown:`Non ha funzionato. Riprova.`,said:`Non ha funzionato: {message}`},state:{loading:`Caricamento della conversazione`,disconnected:`Nessuna connessione a Home Assistant. La scheda riprende quando torna.`,thinking:`Ci sto lavorando`,retry:`Riprova`},composer:{label:`Che cosa deve succedere?`,placeholder:`Di' che cosa deve succedere`,send:`Invia`,stop:`Smetti di aspettare`},log:{label:`Conversazione`,earlier:`Mostra i turni precedenti`,newest:`Più recenti`},empty:{title:`Che cosa posso fare per te?`,hint:`Dillo con parole tue, o comincia con una di queste frasi.`,examples:`Esempi`,turn_on:`Accendi {name}`,set_temperature:`Imposta {name} a {value} gradi`,which_lights:`Quali luci sono accese?`,which_windows:`Quali finestre sono aperte?`,lights_off:`Spegni tutte le luci`},turn:{you:`Hai detto`,agent:`Risposta`,pressed_undo:`Hai premuto Annulla`,planned:`Come previsto`,pressed:`Hai premuto un pulsante`,changes:`Che cosa è stato fatto`,from:`da`,to:`a`,verified:`Verificato`,under_way:`In corso`,unverified:`Non confermato`,more_changes:{one:`Mostra ancora {count}`,other:`Mostra altri {count}`},fewer_changes:`Mostra meno`,more_text:`Mostra tutto`,less_text:`Mostra meno`,undo:`Annulla`,undo_label:`Annulla: {words}`,undone:`Annullato`,why:`Perché?`,why_label:`Perché? A proposito di: {words}`,explaining:`Sto guardando`,yes:`Sì`,yes_label:`Sì, a: {question}`,no:`No`,no_label:`No, a: {question}`,choices:`Scegline uno`,confirmed:`Hai detto sì.`,rejected:`Hai detto no.`,problems:`Che cosa non ha funzionato`,call_failed:`Home Assistant ha rifiutato «{action}»: {error}`},status:{under_way:`In corso`,scheduled:`In programma`,missed:`Mancato`,partial:`Fatto in parte`,asked:`In attesa della tua risposta`,refused:`Non fatto`,failed:`Non ha funzionato`,not_understood:`Non capito`},layer:{local:`Capito localmente`,app:`Capito dal modello dell'app`,other:`Capito da un altro modello`,local_time:`Capito localmente in {time}`,app_time:`Capito dal modello dell'app in {time}`,other_time:`Capito da un altro modello in {time}`},problem:{no_such_device:`Non c'è nessun dispositivo così.`,no_such_area:`Non c'è nessuna stanza o piano così.`,not_in_area:`Lì non c'è niente di quel tipo.`,ambiguous:`Potrebbe essere più di uno.`,cannot:`Il dispositivo non può farlo.`,out_of_range:`Il valore è fuori dai limiti.`,unavailable:`Il dispositivo al momento non risponde.`,missing_value:`Manca il valore.`,not_allowed:`Questo non è permesso.`,not_exposed:`Il dispositivo non è condiviso con gli assistenti.`,failed:`Home Assistant ha segnalato un errore.`,not_verified:`Non è stato possibile confermarlo.`,no_timers:`Qui non ci sono timer.`,nothing_to_undo:`Non c'è niente da annullare.`,cannot_undo:`Questo non si può annullare.`,changed_since:`Nel frattempo è cambiato.`,other:`Non è stato possibile farlo.`},color:{white:`bianco`,red:`rosso`,orange:`arancione`,yellow:`giallo`,green:`verde`,cyan:`ciano`,blue:`blu`,purple:`viola`,pink:`rosa`},attribute:{color:`Colore`}},nl:{card:{name:`LLM Agents`,description:`Praat met je huis, zie wat er gedaan en gecontroleerd is, vraag waarom en draai het terug.`,title:`Praat met je huis`},config:{agent:`Agent`,agent_help:`De agent waarmee deze kaart praat.`,title:`Titel`,title_help:`Leeg toont de gewone titel.`,history:`Getoonde beurten`,history_help:`Hoeveel eerdere beurten de kaart laadt.`,height:`Hoogte in pixels`,height_help:`Hoogte van het gesprek. Leeg laat het dashboard beslissen.`},error:{config_agent:`„{value}” is niet de entiteit van een agent; die begint met „conversation.”`,config_history:`„history” moet een geheel getal van {min} tot {max} zijn.`,config_height:`„height” moet een aantal pixels van {min} tot {max} zijn.`,unknown_agent:`De agent „{agent}” bestaat niet. Kies een andere in de instellingen van deze kaart.`,unavailable:`De agent is op dit moment niet beschikbaar.`,no_agent:`Deze agent bestaat niet meer. Kies een andere in de instellingen van deze kaart.`,not_loaded:`LLM Agents is nog niet klaar. Probeer het zo meteen nog eens, of kijk in de instellingen naar de integratie.`,not_set_up:`LLM Agents is niet ingesteld. Voeg de integratie toe in de instellingen, onder apparaten en diensten.`,load:`De eerdere beurten konden niet worden geladen.`,lost:`De verbinding viel weg voordat het antwoord kwam. Wat er gedaan is verschijnt hier zodra ze terug is.`,stopped:`Je bent gestopt met wachten. Wat er gedaan is verschijnt hier zodra het klaar is.`,busy:`De agent is nog bezig met een andere zin. Probeer het zo meteen nog eens.`,unauthorized:`Dat mag je niet.`,not_found:`Die beurt is niet meer bekend.`,timeout:`Home Assistant antwoordde niet op tijd.`,unknown:`Dat is niet gelukt. Probeer het nog eens.`,said:`Dat is niet gelukt: {message}`},state:{loading:`Het gesprek wordt geladen`,disconnected:`Geen verbinding met Home Assistant. De kaart gaat verder zodra die terug is.`,thinking:`Ik ben ermee bezig`,retry:`Opnieuw proberen`},composer:{label:`Wat moet er gebeuren?`,placeholder:`Zeg wat er moet gebeuren`,send:`Versturen`,stop:`Niet meer wachten`},log:{label:`Gesprek`,earlier:`Eerdere beurten tonen`,newest:`Nieuwste`},empty:{title:`Wat kan ik voor je doen?`,hint:`Zeg het in je eigen woorden, of begin met een van deze.`,examples:`Voorbeelden`,turn_on:`Zet {name} aan`,set_temperature:`Zet {name} op {value} graden`,which_lights:`Welke lampen staan aan?`,which_windows:`Welke ramen staan open?`,lights_off:`Doe alle lampen uit`},turn:{you:`Je zei`,agent:`Antwoord`,pressed_undo:`Je drukte op Ongedaan maken`,planned:`Zoals gepland`,pressed:`Je drukte op een knop`,changes:`Wat er gedaan is`,from:`van`,to:`naar`,verified:`Gecontroleerd`,under_way:`Onderweg`,unverified:`Niet bevestigd`,more_changes:{one:`Nog {count} tonen`,other:`Nog {count} tonen`},fewer_changes:`Minder tonen`,more_text:`Alles tonen`,less_text:`Minder tonen`,undo:`Ongedaan maken`,undo_label:`Ongedaan maken: {words}`,undone:`Teruggedraaid`,why:`Waarom?`,why_label:`Waarom? Over: {words}`,explaining:`Ik zoek het op`,yes:`Ja`,yes_label:`Ja, op: {question}`,no:`Nee`,no_label:`Nee, op: {question}`,choices:`Kies er een`,confirmed:`Je zei ja.`,rejected:`Je zei nee.`,problems:`Wat niet lukte`,call_failed:`Home Assistant weigerde „{action}”: {error}`},status:{under_way:`Onderweg`,scheduled:`Gepland`,missed:`Gemist`,partial:`Gedeeltelijk gedaan`,asked:`Wacht op je antwoord`,refused:`Niet gedaan`,failed:`Niet gelukt`,not_understood:`Niet begrepen`},layer:{local:`Lokaal begrepen`,app:`Begrepen door het model van de app`,other:`Begrepen door een ander model`,local_time:`Lokaal begrepen in {time}`,app_time:`Begrepen door het model van de app in {time}`,other_time:`Begrepen door een ander model in {time}`},problem:{no_such_device:`Zo'n apparaat is er niet.`,no_such_area:`Zo'n kamer of verdieping is er niet.`,not_in_area:`Daar is er zo geen.`,ambiguous:`Het kan er meer dan één zijn.`,cannot:`Het apparaat kan dat niet.`,out_of_range:`De waarde valt buiten het bereik.`,unavailable:`Het apparaat antwoordt op dit moment niet.`,missing_value:`De waarde ontbreekt.`,not_allowed:`Dat mag niet.`,not_exposed:`Het apparaat is niet met assistenten gedeeld.`,failed:`Home Assistant meldde een fout.`,not_verified:`Het kon niet worden bevestigd.`,no_timers:`Hier zijn geen timers.`,nothing_to_undo:`Er is niets om terug te draaien.`,cannot_undo:`Dat kan niet worden teruggedraaid.`,changed_since:`Het is sindsdien veranderd.`,other:`Het kon niet worden gedaan.`},color:{white:`wit`,red:`rood`,orange:`oranje`,yellow:`geel`,green:`groen`,cyan:`cyaan`,blue:`blauw`,purple:`paars`,pink:`roze`},attribute:{color:`Kleur`}},pl:{card:{name:`LLM Agents`,description:`Rozmawiaj ze swoim domem, zobacz, co zostało zrobione i sprawdzone, zapytaj dlaczego i cofnij to.`,title:`Porozmawiaj z domem`},config:{agent:`Agent`,agent_help:`Agent, z którym rozmawia ta karta.`,title:`Tytuł`,title_help:`Puste pole pokazuje zwykły tytuł.`,history:`Pokazywane polecenia`,history_help:`Ile wcześniejszych poleceń wczytuje karta.`,height:`Wysokość w pikselach`,height_help:`Wysokość rozmowy. Przy pustym polu decyduje pulpit.`},error:{config_agent:`„{value}” nie jest encją agenta; taka encja zaczyna się od „conversation.”`,config_history:`„history” musi być liczbą całkowitą od {min} do {max}.`,config_height:`„height” musi być liczbą pikseli od {min} do {max}.`,unknown_agent:`Agent „{agent}” nie istnieje. Wybierz innego w ustawieniach tej karty.`,unavailable:`Agent jest w tej chwili niedostępny.`,no_agent:`Ten agent już nie istnieje. Wybierz innego w ustawieniach tej karty.`,not_loaded:`LLM Agents nie jest jeszcze gotowe. Spróbuj za chwilę albo zajrzyj do integracji w ustawieniach.`,not_set_up:`LLM Agents nie jest skonfigurowane. Dodaj integrację w ustawieniach, w sekcji urządzeń oraz usług.`,load:`Nie udało się wczytać wcześniejszych poleceń.`,lost:`Połączenie zostało przerwane, zanim nadeszła odpowiedź. Po jego powrocie pojawi się tu, co zostało zrobione.`,stopped:`Nie czekasz już na odpowiedź. Gdy będzie gotowa, pojawi się tu, co zostało zrobione.`,busy:`Agent zajmuje się jeszcze innym zdaniem. Spróbuj za chwilę.`,unauthorized:`Nie masz do tego uprawnień.`,not_found:`To polecenie nie jest już znane.`,timeout:`Home Assistant nie odpowiedział na czas.`,unknown:`Nie udało się. Spróbuj jeszcze raz.`,said:`Nie udało się: {message}`},state:{loading:`Wczytywanie rozmowy`,disconnected:`Brak połączenia z Home Assistantem. Karta wznowi pracę, gdy ono wróci.`,thinking:`Pracuję nad tym`,retry:`Spróbuj ponownie`},composer:{label:`Co ma się stać?`,placeholder:`Powiedz, co ma się stać`,send:`Wyślij`,stop:`Nie czekaj dłużej`},log:{label:`Rozmowa`,earlier:`Pokaż wcześniejsze polecenia`,newest:`Najnowsze`},empty:{title:`W czym mogę pomóc?`,hint:`Powiedz to własnymi słowami albo zacznij od jednego z tych zdań.`,examples:`Przykłady`,turn_on:`Włącz {name}`,set_temperature:`Ustaw {name} na {value} stopni`,which_lights:`Które światła są włączone?`,which_windows:`Które okna są otwarte?`,lights_off:`Wyłącz wszystkie światła`},turn:{you:`Twoje słowa`,agent:`Odpowiedź`,pressed_undo:`Naciśnięto „Cofnij”`,planned:`Zgodnie z planem`,pressed:`Naciśnięto przycisk`,changes:`Co zostało zrobione`,from:`z`,to:`na`,verified:`Sprawdzone`,under_way:`W toku`,unverified:`Niepotwierdzone`,more_changes:{one:`Pokaż jeszcze {count}`,other:`Pokaż jeszcze {count}`},fewer_changes:`Pokaż mniej`,more_text:`Pokaż wszystko`,less_text:`Pokaż mniej`,undo:`Cofnij`,undo_label:`Cofnij: {words}`,undone:`Cofnięte`,why:`Dlaczego?`,why_label:`Dlaczego? Pytanie o: {words}`,explaining:`Sprawdzam`,yes:`Tak`,yes_label:`Tak, na pytanie: {question}`,no:`Nie`,no_label:`Nie, na pytanie: {question}`,choices:`Wybierz jedno`,confirmed:`Twoja odpowiedź to „tak”.`,rejected:`Twoja odpowiedź to „nie”.`,problems:`Co się nie udało`,call_failed:`Home Assistant odrzucił „{action}”: {error}`},status:{under_way:`W toku`,scheduled:`Zaplanowane`,missed:`Pominięte`,partial:`Zrobione częściowo`,asked:`Czeka na twoją odpowiedź`,refused:`Nie zrobione`,failed:`Nie udało się`,not_understood:`Niezrozumiane`},layer:{local:`Zrozumiane lokalnie`,app:`Zrozumiane przez model aplikacji`,other:`Zrozumiane przez inny model`,local_time:`Zrozumiane lokalnie w {time}`,app_time:`Zrozumiane przez model aplikacji w {time}`,other_time:`Zrozumiane przez inny model w {time}`},problem:{no_such_device:`Nie ma takiego urządzenia.`,no_such_area:`Nie ma takiego pokoju ani piętra.`,not_in_area:`Nie ma tam nic takiego.`,ambiguous:`Pasuje więcej niż jedno.`,cannot:`Urządzenie tego nie potrafi.`,out_of_range:`Wartość jest poza zakresem.`,unavailable:`Urządzenie w tej chwili nie odpowiada.`,missing_value:`Brakuje wartości.`,not_allowed:`To nie jest dozwolone.`,not_exposed:`Urządzenie nie jest udostępnione asystentom.`,failed:`Home Assistant zgłosił błąd.`,not_verified:`Nie udało się tego potwierdzić.`,no_timers:`Nie ma tu minutników.`,nothing_to_undo:`Nie ma czego cofnąć.`,cannot_undo:`Tego nie można cofnąć.`,changed_since:`Od tego czasu to się zmieniło.`,other:`Nie udało się tego zrobić.`},color:{white:`biały`,red:`czerwony`,orange:`pomarańczowy`,yellow:`żółty`,green:`zielony`,cyan:`cyjan`,blue:`niebieski`,purple:`fioletowy`,pink:`różowy`},attribute:{color:`Kolor`}},"pt-BR":{card:{name:`LLM Agents`,description:`Fale com a sua casa, veja o que foi feito e verificado, pergunte por quê e desfaça.`,title:`Fale com a sua casa`},config:{agent:`Agente`,agent_help:`O agente com quem este cartão fala.`,title:`Título`,title_help:`Vazio mostra o título de sempre.`,history:`Turnos mostrados`,history_help:`Quantos turnos anteriores o cartão carrega.`,height:`Altura em pixels`,height_help:`Altura da conversa. Vazio deixa o painel decidir.`},error:{config_agent:`“{value}” não é a entidade de um agente; ela começa com “conversation.”`,config_history:`“history” tem que ser um número inteiro de {min} a {max}.`,config_height:`“height” tem que ser um número de pixels de {min} a {max}.`,unknown_agent:`O agente “{agent}” não existe. Escolha outro nas configurações deste cartão.`,unavailable:`O agente não está disponível no momento.`,no_agent:`Este agente não existe mais. Escolha outro nas configurações deste cartão.`,not_loaded:`O LLM Agents ainda não está pronto. Tente daqui a pouco, ou veja a integração nas configurações.`,not_set_up:`O LLM Agents não está configurado. Adicione a integração nas configurações, em dispositivos e serviços.`,load:`Não foi possível carregar os turnos anteriores.`,lost:`A conexão caiu antes da resposta. O que foi feito aparece aqui quando ela voltar.`,stopped:`Você parou de esperar. O que for feito aparece aqui quando estiver pronto.`,busy:`O agente ainda está ocupado com outra frase. Tente daqui a pouco.`,unauthorized:`Você não tem permissão para isso.`,not_found:`Esse turno não é mais conhecido.`,timeout:`O Home Assistant não respondeu a tempo.`,unknown:`Não funcionou. Tente de novo.`,said:`Não funcionou: {message}`},state:{loading:`Carregando a conversa`,disconnected:`Sem conexão com o Home Assistant. O cartão continua quando ela voltar.`,thinking:`Trabalhando nisso`,retry:`Tentar de novo`},composer:{label:`O que deve acontecer?`,placeholder:`Diga o que deve acontecer`,send:`Enviar`,stop:`Parar de esperar`},log:{label:`Conversa`,earlier:`Mostrar turnos anteriores`,newest:`Mais recente`},empty:{title:`O que posso fazer por você?`,hint:`Diga com as suas palavras, ou comece com uma destas.`,examples:`Exemplos`,turn_on:`Liga {name}`,set_temperature:`Coloca {name} em {value} graus`,which_lights:`Quais luzes estão acesas?`,which_windows:`Quais janelas estão abertas?`,lights_off:`Apaga todas as luzes`},turn:{you:`Você disse`,agent:`Resposta`,pressed_undo:`Você apertou Desfazer`,planned:`Como planejado`,pressed:`Você apertou um botão`,changes:`O que foi feito`,from:`de`,to:`para`,verified:`Verificado`,under_way:`A caminho`,unverified:`Sem confirmação`,more_changes:{one:`Mostrar mais {count}`,other:`Mostrar mais {count}`},fewer_changes:`Mostrar menos`,more_text:`Mostrar tudo`,less_text:`Mostrar menos`,undo:`Desfazer`,undo_label:`Desfazer: {words}`,undone:`Desfeito`,why:`Por quê?`,why_label:`Por quê? Sobre: {words}`,explaining:`Procurando`,yes:`Sim`,yes_label:`Sim, para: {question}`,no:`Não`,no_label:`Não, para: {question}`,choices:`Escolha um`,confirmed:`Você disse sim.`,rejected:`Você disse não.`,problems:`O que não funcionou`,call_failed:`O Home Assistant recusou “{action}”: {error}`},status:{under_way:`Em andamento`,scheduled:`Planejado`,missed:`Perdido`,partial:`Feito em parte`,asked:`Esperando a sua resposta`,refused:`Não feito`,failed:`Não funcionou`,not_understood:`Não entendido`},layer:{local:`Entendido localmente`,app:`Entendido pelo modelo do aplicativo`,other:`Entendido por outro modelo`,local_time:`Entendido localmente em {time}`,app_time:`Entendido pelo modelo do aplicativo em {time}`,other_time:`Entendido por outro modelo em {time}`},problem:{no_such_device:`Não existe esse aparelho.`,no_such_area:`Não existe esse cômodo nem esse andar.`,not_in_area:`Não há nenhum desse tipo ali.`,ambiguous:`Pode ser mais de um.`,cannot:`O aparelho não consegue fazer isso.`,out_of_range:`O valor está fora dos limites.`,unavailable:`O aparelho não responde no momento.`,missing_value:`Falta o valor.`,not_allowed:`Isso não é permitido.`,not_exposed:`O aparelho não é compartilhado com os assistentes.`,failed:`O Home Assistant informou um erro.`,not_verified:`Não foi possível confirmar.`,no_timers:`Não há temporizadores aqui.`,nothing_to_undo:`Não há nada para desfazer.`,cannot_undo:`Isso não dá para desfazer.`,changed_since:`Mudou desde então.`,other:`Não foi possível fazer.`},color:{white:`branco`,red:`vermelho`,orange:`laranja`,yellow:`amarelo`,green:`verde`,cyan:`ciano`,blue:`azul`,purple:`roxo`,pink:`rosa`},attribute:{color:`Cor`}},ru:{card:{name:`LLM Agents`,description:`Говорите с домом, смотрите, что сделано и проверено, спрашивайте почему и отменяйте.`,title:`Разговор с домом`},config:{agent:`Агент`,agent_help:`Агент, с которым говорит эта карточка.`,title:`Заголовок`,title_help:`Пустое поле показывает обычный заголовок.`,history:`Сколько реплик показывать`,history_help:`Сколько прежних реплик загружает карточка.`,height:`Высота в пикселях`,height_help:`Высота разговора. Пустое поле оставляет выбор панели.`},error:{config_agent:`«{value}» — не объект агента; имя начинается с «conversation.»`,config_history:`«history» должно быть целым числом от {min} до {max}.`,config_height:`«height» должно быть числом пикселей от {min} до {max}.`,unknown_agent:`Агента «{agent}» нет. Выберите другого в настройках этой карточки.`,unavailable:`Агент сейчас недоступен.`,no_agent:`Этого агента больше нет. Выберите другого в настройках этой карточки.`,not_loaded:`LLM Agents ещё не готов. Попробуйте чуть позже или посмотрите интеграцию в настройках.`,not_set_up:`LLM Agents не настроен. Добавьте интеграцию в настройках, в разделе «Устройства и службы».`,load:`Не удалось загрузить прежние реплики.`,lost:`Соединение прервалось до ответа. Когда оно вернётся, здесь появится то, что сделано.`,stopped:`Ожидание остановлено. Когда будет готово, здесь появится то, что сделано.`,busy:`Агент ещё занят другой фразой. Попробуйте чуть позже.`,unauthorized:`Вам это не разрешено.`,not_found:`Эта реплика больше не известна.`,timeout:`Home Assistant не ответил вовремя.`,unknown:`Не получилось. Попробуйте ещё раз.`,said:`Не получилось: {message}`},state:{loading:`Загрузка разговора`,disconnected:`Нет связи с Home Assistant. Карточка продолжит, когда связь вернётся.`,thinking:`Выполняется`,retry:`Повторить`},composer:{label:`Что нужно сделать?`,placeholder:`Скажите, что нужно сделать`,send:`Отправить`,stop:`Не ждать`},log:{label:`Разговор`,earlier:`Показать прежние реплики`,newest:`К новым`},empty:{title:`Чем помочь?`,hint:`Скажите своими словами или начните с одной из этих фраз.`,examples:`Примеры`,turn_on:`Включи {name}`,set_temperature:`{name}: установи {value} градусов`,which_lights:`Какой свет включён?`,which_windows:`Какие окна открыты?`,lights_off:`Выключи весь свет`},turn:{you:`Вы сказали`,agent:`Ответ`,pressed_undo:`Вы нажали «Отменить»`,planned:`По плану`,pressed:`Вы нажали кнопку`,changes:`Что сделано`,from:`было`,to:`стало`,verified:`Проверено`,under_way:`Выполняется`,unverified:`Не подтверждено`,more_changes:{one:`Показать ещё {count}`,other:`Показать ещё {count}`},fewer_changes:`Показать меньше`,more_text:`Показать всё`,less_text:`Показать меньше`,undo:`Отменить`,undo_label:`Отменить: {words}`,undone:`Отменено`,why:`Почему?`,why_label:`Почему? О фразе: {words}`,explaining:`Выясняется`,yes:`Да`,yes_label:`Да, на вопрос: {question}`,no:`Нет`,no_label:`Нет, на вопрос: {question}`,choices:`Выберите одно`,confirmed:`Вы ответили «да».`,rejected:`Вы ответили «нет».`,problems:`Что не получилось`,call_failed:`Home Assistant отклонил «{action}»: {error}`},status:{under_way:`Выполняется`,scheduled:`Запланировано`,missed:`Пропущено`,partial:`Сделано частично`,asked:`Ждёт вашего ответа`,refused:`Не сделано`,failed:`Не получилось`,not_understood:`Не понято`},layer:{local:`Понято локально`,app:`Понято моделью приложения`,other:`Понято другой моделью`,local_time:`Понято локально за {time}`,app_time:`Понято моделью приложения за {time}`,other_time:`Понято другой моделью за {time}`},problem:{no_such_device:`Такого устройства нет.`,no_such_area:`Такой комнаты или этажа нет.`,not_in_area:`Там ничего такого нет.`,ambiguous:`Подходит несколько.`,cannot:`Устройство этого не умеет.`,out_of_range:`Значение вне допустимых пределов.`,unavailable:`Устройство сейчас не отвечает.`,missing_value:`Не хватает значения.`,not_allowed:`Это не разрешено.`,not_exposed:`Устройство не открыто помощникам.`,failed:`Home Assistant сообщил об ошибке.`,not_verified:`Подтвердить не удалось.`,no_timers:`Здесь нет таймеров.`,nothing_to_undo:`Отменять нечего.`,cannot_undo:`Это нельзя отменить.`,changed_since:`С тех пор это изменилось.`,other:`Сделать это не удалось.`},color:{white:`белый`,red:`красный`,orange:`оранжевый`,yellow:`жёлтый`,green:`зелёный`,cyan:`голубой`,blue:`синий`,purple:`фиолетовый`,pink:`розовый`},attribute:{color:`Цвет`}}},Be=ze,Ve=(e,t)=>t.split(`.`).reduce((e,t)=>typeof e==`object`&&e?e[t]:void 0,Be[e]),He=(e,t,n)=>typeof e==`string`?e:e[new Intl.PluralRules(t).select(Number(n.count??0))]??e.other??``,Ue=e=>e.split(`-`)[0]??e,We=e=>{let t=Ue(e),n=Object.keys(ze).filter(e=>Ue(e)===t);return[.../* @__PURE__ */ new Set([e,t,...n,`en`])]},V=e=>{let t=We(e);return(e,n={})=>{for(let r of t){let t=Ve(r,e);if(t!==void 0)return He(t,r,n).replaceAll(/\{(\w+)\}/g,(e,t)=>String(n[t]??e))}return e}},H=()=>document.documentElement.lang||navigator.language,Ge=(e,t,n)=>e.connection.sendMessagePromise({type:`llm_agents/${t}`,...n}),Ke=async(e,t,n)=>(await Ge(e,`turns/list`,{limit:t,...n===void 0?{}:{before:n}})).turns,qe=(e,t)=>e.connection.subscribeMessage(({turn:e})=>t(e),{type:`llm_agents/turns/subscribe`}),Je=(e,t,n)=>e.connection.subscribeMessage(n,{type:`llm_agents/ask`,text:t.text,agent_id:t.agentId,language:e.language,...t.conversationId===null?{}:{conversation_id:t.conversationId}},{resubscribe:!1}),Ye=async(e,t,n)=>(await Ge(e,`turns/${t}`,{turn_id:n,language:e.language})).turn,Xe=async(e,t)=>(await Ge(e,`turns/explain`,{turn_id:t,language:e.language})).text,Ze={phase:`loading`,failure:null,connected:!0,turns:[],earlier:!1,conversationId:null,pending:null,unanswered:null,views:{}},Qe=(e,t)=>[...new Map([...e,...t].map(e=>[e.turn_id,e])).values()].sort((e,t)=>e.at.localeCompare(t.at)||e.turn_id.localeCompare(t.turn_id)),$e=e=>e.pending?.turnId==null?e.turns:e.turns.filter(t=>t.turn_id!==e.pending?.turnId),U=(e,t)=>({...e,turns:Qe(e.turns,t)}),W=(e,t,n)=>({...e,views:{...e.views,[t]:n(e.views[t]??{})}}),G=({busy:e,failure:t,...n})=>n,et=(e,t)=>{let n=e.turns.some(e=>e.turn_id===t.turn_id),r=e.pending,i=r?.turnId===null&&!n&&t.words===r.words,a=!n&&t.words===e.unanswered?.words?null:e.unanswered,o=U({...e,unanswered:a},[t]);return i?{...o,pending:{...r,turnId:t.turn_id}}:o},tt=(e,t,n)=>{let r=t.filter(t=>e.turns.every(e=>e.turn_id!==t.turn_id)),i=e.phase===`ready`&&r.some(t=>t.words===e.unanswered?.words);return{...U(e,t),phase:`ready`,failure:null,earlier:e.phase===`ready`?e.earlier:n,unanswered:i?null:e.unanswered}},nt=(e,t)=>{let n=!t&&e.pending!==null;return{...e,connected:t,pending:n?null:e.pending,unanswered:n?{words:e.pending.words,failure:{key:`lost`}}:e.unanswered}},rt=(e,t)=>{let n=e.pending;if(n?.request!==t.request)return e;switch(t.type){case`delta`:return{...e,pending:{...n,text:n.text+t.text}};case`done`:return{...U(e,[t.turn]),pending:null,conversationId:t.conversationId};case`ask-failed`:return{...e,pending:null,unanswered:{words:n.words,failure:t.failure}}}},it=(e,t)=>{switch(t.type){case`loading`:return{...e,phase:e.phase===`ready`?`ready`:`loading`,failure:null};case`loaded`:return tt(e,t.turns,t.earlier);case`load-failed`:return{...e,phase:`failed`,failure:t.failure};case`earlier`:return{...U(e,t.turns),earlier:t.earlier};case`connected`:return nt(e,t.connected);case`turn`:return et(e,t.turn);case`asked`:return{...e,pending:{request:t.request,words:t.words,text:``,turnId:null},unanswered:null};case`delta`:case`done`:case`ask-failed`:return rt(e,t);case`pressed`:return W(e,t.turnId,e=>({...G(e),busy:t.press}));case`press-done`:return W(U(e,[t.turn]),t.turnId,G);case`press-failed`:return W(e,t.turnId,e=>({...G(e),failure:t.failure}));case`explained`:return W(e,t.turnId,e=>({...G(e),explanation:t.text,explained:!0}));case`explanation-toggled`:return W(e,t.turnId,e=>({...e,explained:e.explained!==!0}))}},at={busy:`busy`,"intent-busy":`busy`,not_found:`not_found`,not_loaded:`not_loaded`,timeout:`timeout`,unauthorized:`unauthorized`,unknown_command:`not_set_up`},ot=`home_assistant_error`,st=/* @__PURE__ */ new Set([`service_validation_error`,ot]),ct=3,K=e=>{if(e===ct)return{key:`lost`};if(typeof e!=`object`||!e)return{key:`unknown`};let{code:t,message:n}=e,r=at[String(t)];return r===void 0?st.has(String(t))&&typeof n==`string`&&n!==``?{key:`said`,message:n}:{key:`unknown`}:{key:r}},lt=/* @__PURE__ */ new Map,ut=class{state=Ze;#e;#t;#n;#r;#i;#a;#o=0;#s=!1;constructor(e){this.#e=e,e.addController(this)}hostConnected(){this.#s=!0,this.#u()}hostDisconnected(){this.#s=!1,this.#d()}use(e,t){let n=t?.agent!==this.#n?.agent||t?.history!==this.#n?.history,r=e?.connection!==this.#r;this.#t=e,this.#n=t,(n||r&&this.#r!==void 0)&&(this.#d(),this.#o+=1,this.state={...Ze,conversationId:lt.get(t?.agent??``)??null}),this.#u()}async say(e,t=this.state.conversationId){let[n,r]=[this.#t,this.#n];if(n===void 0||r===void 0||this.state.pending!==null)return;let i=++this.#o;this.#h({type:`asked`,request:i,words:e});let a=Promise.withResolvers();this.#a=a.resolve;let o={text:e,conversationId:t,agentId:r.agent};try{let e=await Je(n,o,e=>this.#p(i,e,a.resolve));await a.promise,await Promise.resolve(e()).catch(()=>void 0)}catch(e){let t=K(e);this.#h({type:`ask-failed`,request:i,failure:t.key===`not_found`?{key:`no_agent`}:t})}}stop(){this.state.pending!==null&&(this.#a?.(),this.#h({type:`ask-failed`,request:this.state.pending.request,failure:{key:`stopped`}}))}async press(e,t){let n=this.#t,r=e.turn_id,i=this.state.views[r];if(n!==void 0&&i?.busy===void 0){if(t===`explain`&&i?.explanation!==void 0)this.#h({type:`explanation-toggled`,turnId:r});else{this.#h({type:`pressed`,turnId:r,press:t});try{this.#h(t===`explain`?{type:`explained`,turnId:r,text:await Xe(n,r)}:{type:`press-done`,turnId:r,turn:await Ye(n,t,r)})}catch(e){this.#h({type:`press-failed`,turnId:r,failure:K(e)})}}}}async showEarlier(){let[e,t,n]=[this.#t,this.#n,this.state.turns[0]];if(e!==void 0&&t!==void 0&&n!==void 0)try{let r=await Ke(e,t.history,n.turn_id);this.#h({type:`earlier`,turns:this.#m(r),earlier:r.length>=t.history})}catch(e){this.#h({type:`load-failed`,failure:K(e)})}}retry(){this.#d(),this.#u()}#c=()=>{this.#h({type:`connected`,connected:!0}),this.#f()};#l=()=>this.#h({type:`connected`,connected:!1});#u(){let e=this.#t;this.#s&&e!==void 0&&this.#n!==void 0&&this.#r===void 0&&(this.#r=e.connection,this.#r.addEventListener(`ready`,this.#c),this.#r.addEventListener(`disconnected`,this.#l),this.#h({type:`connected`,connected:e.connected}),this.#i=qe(e,e=>{for(let t of this.#m([e]))this.#h({type:`turn`,turn:t})}),this.#i.catch(()=>void 0),this.#f())}#d(){this.#r?.removeEventListener(`ready`,this.#c),this.#r?.removeEventListener(`disconnected`,this.#l),this.#r=void 0,this.#i?.then(e=>e()).catch(()=>void 0),this.#i=void 0}async#f(){let[e,t]=[this.#t,this.#n];if(e!==void 0&&t!==void 0){this.#h({type:`loading`});try{let n=await Ke(e,t.history);this.#h({type:`loaded`,turns:this.#m(n),earlier:n.length>=t.history})}catch(e){let t=K(e);this.#h({type:`load-failed`,failure:t.key===`unknown`?{key:`load`}:t})}}}#p(e,t,n){if(e!==this.#o)n();else{switch(t.type){case`delta`:this.#h({type:`delta`,request:e,text:t.text});return;case`done`:{let n=t.conversation_id??t.turn.conversation_id;lt.set(t.turn.agent_id,n),this.#h({type:`done`,request:e,turn:t.turn,conversationId:n});break}case`error`:this.#h({type:`ask-failed`,request:e,failure:K({code:ot,message:t.message})})}n()}}#m(e){return e.filter(e=>e.agent_id===this.#n?.agent)}#h(e){this.state=it(this.state,e),this.#e.requestUpdate()}},dt=o`
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
`,ft=o`
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
`,pt=[dt,o`
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
`,ft],mt={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},ht=e=>(...t)=>({_$litDirective$:e,values:t}),gt=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,n){this._$Ct=e,this._$AM=t,this._$Ci=n}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}},{I:_t}=De,vt=e=>e,yt=()=>document.createComment(``),q=(e,t,n)=>{let r=e._$AA.parentNode,i=t===void 0?e._$AB:t._$AA;if(n===void 0)n=new _t(r.insertBefore(yt(),i),r.insertBefore(yt(),i),e,e.options);else{let t=n._$AB.nextSibling,a=n._$AM,o=a!==e;if(o){let t;n._$AQ?.(e),n._$AM=e,n._$AP!==void 0&&(t=e._$AU)!==a._$AU&&n._$AP(t)}if(t!==i||o){let e=n._$AA;for(;e!==t;){let t=vt(e).nextSibling;vt(r).insertBefore(e,i),e=t}}}return n},J=(e,t,n=e)=>(e._$AI(t,n),e),bt={},xt=(e,t=bt)=>e._$AH=t,St=e=>e._$AH,Ct=e=>{e._$AR(),e._$AA.remove()},wt=(e,t,n)=>{let r=/* @__PURE__ */ new Map;for(let i=t;i<=n;i++)r.set(e[i],i);return r},Tt=ht(class extends gt{constructor(e){if(super(e),e.type!==mt.CHILD)throw Error(`repeat() can only be used in text expressions`)}dt(e,t,n){let r;n===void 0?n=t:t!==void 0&&(r=t);let i=[],a=[],o=0;for(let t of e)i[o]=r?r(t,o):o,a[o]=n(t,o),o++;return{values:a,keys:i}}render(e,t,n){return this.dt(e,t,n).values}update(e,[t,n,r]){let i=St(e),{values:a,keys:o}=this.dt(t,n,r);if(!Array.isArray(i))return this.ut=o,a;let s=this.ut??=[],c=[],l,u,d=0,f=i.length-1,p=0,m=a.length-1;for(;d<=f&&p<=m;)if(i[d]===null)d++;else if(i[f]===null)f--;else if(s[d]===o[p])c[p]=J(i[d],a[p]),d++,p++;else if(s[f]===o[m])c[m]=J(i[f],a[m]),f--,m--;else if(s[d]===o[m])c[m]=J(i[d],a[m]),q(e,c[m+1],i[d]),d++,m--;else if(s[f]===o[p])c[p]=J(i[f],a[p]),q(e,i[d],i[f]),f--,p++;else if(l===void 0&&(l=wt(o,p,m),u=wt(s,d,f)),l.has(s[d])){if(l.has(s[f])){let t=u.get(o[p]),n=t===void 0?null:i[t];if(n===null){let t=q(e,i[d]);J(t,a[p]),c[p]=t}else c[p]=J(n,a[p]),q(e,i[d],n),i[t]=null;p++}else Ct(i[f]),f--}else Ct(i[d]),d++;for(;p<=m;){let t=q(e,c[m+1]);J(t,a[p]),c[p++]=t}for(;d<=f;){let e=i[d++];e!==null&&Ct(e)}return this.ut=o,xt(e,c),k}}),Y=(e,t)=>{let n=e.states[t]?.attributes.friendly_name;return typeof n==`string`&&n!==``?n:t},Et=(e,t)=>{let n=e.entities?.[t],r=n?.area_id??e.devices?.[n?.device_id??``]?.area_id;return r==null?void 0:e.areas?.[r]?.name},Dt=(e,t)=>{let n=t.map(t=>Y(e,t));return new Map(t.map((t,r)=>{let i=n[r]??t;return[t,n.filter(e=>e===i).length>1?Et(e,t)??i:i]}))},Ot=(e,t)=>Object.values(e.states).filter(n=>{if(!n?.entity_id.startsWith(`${t}.`)||n.state===`unavailable`)return!1;let r=e.entities?.[n.entity_id];return r!==void 0&&r.hidden!==!0&&!r.entity_category}).filter(t=>Et(e,t.entity_id)!==void 0).sort((t,n)=>Y(e,t.entity_id).localeCompare(Y(e,n.entity_id),e.language))[0],kt=(e,t)=>{let n=Ot(e,`light`),r=Ot(e,`climate`),i=e.config?.unit_system?.temperature===`°F`?70:21;return[n===void 0?t(`empty.lights_off`):t(`empty.turn_on`,{name:Y(e,n.entity_id)}),r===void 0?t(`empty.which_windows`):t(`empty.set_temperature`,{name:Y(e,r.entity_id),value:i}),t(`empty.which_lights`)]},At=/* @__PURE__ */ new Set([`opening`,`closing`,`locking`,`unlocking`,`arming`,`pending`,`disarming`,`returning`]),jt=e=>e.verified?`verified`:At.has(e.after.state)?`under_way`:`unverified`,Mt=e=>e.undone_by===null&&(e.status===`scheduled`||e.changes.some(e=>jt(e)!==`unverified`)),Nt=60,Pt=5,Ft=(e,t,n)=>{let r=(n.getTime()-new Date(e.at).getTime())/6e4;if(e.status!==`asked`||t.some(t=>t.reply_to===e.turn_id)||r>Nt)return null;let i=e.requests.find(e=>e.type===`problem`&&e.candidates)?.candidates;return i===void 0||e.requests.some(e=>e.asked!==void 0)?{kind:`confirm`}:t.findLast(t=>t.conversation_id===e.conversation_id&&!t.planned_by)===e&&r<=Pt?{kind:`choose`,candidates:i}:null},It=e=>{let t={not_verified:new Set(e.changes.filter(e=>!e.verified).map(e=>e.entity_id)),failed:new Set(e.calls.filter(e=>e.error).flatMap(e=>e.entity_ids))};return e.requests.flatMap(e=>[...e.type===`problem`?[e]:[],...e.problems??[]]).filter(t=>e.status!==`asked`||t.candidates===void 0).filter(({reason:e,entity_ids:n=[]})=>n.length===0||!n.every(n=>t[e??``]?.has(n)))},Lt=(e,{key:t,message:n})=>e(`error.${t}`,n===void 0?{}:{message:n}),X=e=>ve`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${e} /></svg>`,Z={agent:X(`M12 3l2.1 6.1L20 11.2l-5.9 2.1L12 19.4l-2.1-6.1L4 11.2l5.9-2.1zM19 17v4M17 19h4`),alert:X(`M12 4.5 3 19.5h18zM12 10.5v4M12 17v.2`),arrow:X(`M4.5 12h15M14 6.5l5.5 5.5-5.5 5.5`),check:X(`M5 12.5l4.5 4.5L19 7.5`),clock:X(`M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M12 8v4.5l3 1.8`),cross:X(`M6.5 6.5l11 11M17.5 6.5l-11 11`),down:X(`M12 5v14M6 13l6 6 6-6`),chevron:X(`M7 10l5 5 5-5`),offline:X(`M4 4l16 16M5 12a10 10 0 0 1 4-2.6M19 12a10 10 0 0 0-4-2.5M8.5 15.5a5 5 0 0 1 7 0M12 19v.2`),question:X(`M8 8.6a4 4 0 1 1 5.6 3.7c-1 .5-1.6 1.3-1.6 2.5M12 19.5v.2`),send:X(`M12 19V5.5M6 11.5l6-6 6 6`),stop:X(`M8 8h8v8H8z`),undo:X(`M8.5 5.5 4 10l4.5 4.5M4 10h10a5 5 0 0 1 0 10h-3`)},Rt=864e5,zt=(e,t)=>{let n=e>=1e3,r=n?e/1e3:Math.max(1,e);return`${new Intl.NumberFormat(t,{maximumFractionDigits:+!!n}).format(r)}\u00a0${n?`s`:`ms`}`},Bt=(e,t,n=/* @__PURE__ */ new Date)=>{let r=new Date(e);if(Number.isNaN(r.getTime()))return``;let{time_format:i,time_zone:a}=t.locale??{},o=Re(t),s=a===`server`&&t.config?.time_zone?{timeZone:t.config.time_zone}:{},c=i===`12`||i===`24`?{hour12:i===`12`}:{},l=new Intl.DateTimeFormat(o,{dateStyle:`short`,...s}),u=l.format(r)===l.format(n),d=Math.abs(n.getTime()-r.getTime())<300*Rt;return new Intl.DateTimeFormat(o,{hour:`numeric`,minute:`2-digit`,...c,...s,...u?{}:{day:`numeric`,month:`short`,...d?{}:{year:`numeric`}}}).format(r)},Vt=(e,t=600)=>{if(e.length<=t*1.2)return null;let n=e.lastIndexOf(` `,t);return`${e.slice(0,n>t/2?n:t)}…`},Ht=`important`,Ut=` !`+Ht,Wt=ht(class extends gt{constructor(e){if(super(e),e.type!==mt.ATTRIBUTE||e.name!==`style`||e.strings?.length>2)throw Error("The `styleMap` directive must be used in the `style` attribute and must be the only part in the attribute.")}render(e){return Object.keys(e).reduce((t,n)=>{let r=e[n];return r==null?t:t+`${n=n.includes(`-`)?n:n.replace(/(?:^(webkit|moz|ms|o)|)(?=[A-Z])/g,`-$&`).toLowerCase()}:${r};`},``)}update(e,[t]){let{style:n}=e.element;if(this.ft===void 0)return this.ft=new Set(Object.keys(t)),this.render(t);for(let e of this.ft)t[e]??(this.ft.delete(e),e.includes(`-`)?n.removeProperty(e):n[e]=null);for(let e in t){let r=t[e];if(r!=null){this.ft.add(e);let t=typeof r==`string`&&r.endsWith(Ut);e.includes(`-`)||t?n.setProperty(e,t?r.slice(0,-11):r,t?Ht:``):n[e]=r}}return k}}),Gt=/* @__PURE__ */ new Set([`hs`,`xy`,`rgb`,`rgbw`,`rgbww`]),Kt=[[15,`red`],[45,`orange`],[70,`yellow`],[165,`green`],[195,`cyan`],[255,`blue`],[290,`purple`],[340,`pink`],[360,`red`]],qt=15,Jt=e=>Array.isArray(e)&&e.every(e=>typeof e==`number`)?e:null,Yt=([e=0,t=0,n=0])=>{let[r,i]=[Math.max(e,t,n),Math.min(e,t,n)],a=r-i;return a===0?[0,0]:[((r===e?(t-n)/a:r===t?2+(n-e)/a:4+(e-t)/a)*60+360)%360,100*a/r]},Xt=e=>{let t=e.attributes??{};if(!Gt.has(String(t.color_mode)))return null;let n=Jt(t.rgb_color??t.rgbw_color??t.rgbww_color),r=n===null?Jt(t.hs_color):Yt(n);if(r===null)return null;let[i=0,a=0]=r;return{name:a<qt?`white`:Kt.find(([e])=>i<e)?.[1]??`red`,css:`hsl(${Math.round(i)} ${Math.round(a)}% ${Math.round(100-a/2)}%)`}},Zt=[`brightness`,`color_temp_kelvin`,`effect`,`temperature`,`target_temp_low`,`target_temp_high`,`humidity`,`percentage`,`current_position`,`current_tilt_position`,`volume_level`,`is_volume_muted`,`source`,`preset_mode`,`fan_mode`,`swing_mode`,`swing_horizontal_mode`,`mode`,`fan_speed`,`oscillating`,`direction`,`away_mode`,`current_activity`],Qt=/* @__PURE__ */ new Set([`color_temp_kelvin`,`effect`]),$t=/* @__PURE__ */ new Set([0,100]),en=/* @__PURE__ */ new Set([`current_position`,`current_tilt_position`]),tn=e=>{let t=e.replaceAll(`_`,` `);return t.charAt(0).toUpperCase()+t.slice(1)},Q=(e,t,n)=>{let r=e.states[t];return{...r,entity_id:t,state:n.state,attributes:{...r?.attributes,...n.attributes}}},nn=(e,t,n)=>(e.states[t]===void 0?void 0:e.formatEntityState?.(Q(e,t,n),n.state))??tn(n.state),rn=(e,t,n,r)=>{let i=n.attributes?.[r];return i==null?null:e.formatEntityAttributeValue?.(Q(e,t,n),r,i)??String(i)},an=(e,t)=>JSON.stringify(e??null)===JSON.stringify(t??null),on=(e,t,n)=>{let{entity_id:r,before:i,after:a}=t,[o,s]=[i.attributes?.[n],a.attributes?.[n]],c=i.state!==a.state&&en.has(n)&&$t.has(s),l=i.state!==a.state&&Qt.has(n);if(an(o,s)||c||l)return null;let u=rn(e,r,a,n),d=i.state===a.state?rn(e,r,i,n):null;return u===null||u===d?null:{kind:n,label:e.formatEntityAttributeName?.(Q(e,r,a),n)??tn(n),before:d,after:u}},sn=(e,t,n)=>{let[r,i]=[Xt(e.before),Xt(e.after)];return i===null||r?.name===i.name&&r.css===i.css?null:{kind:`color`,label:t,before:r===null||r.name===i.name?null:n(r.name),after:n(i.name)}},cn=(e,t,n)=>{let{entity_id:r,before:i,after:a}=t;return[i.state===a.state?null:{kind:`state`,label:null,before:nn(e,r,i),after:nn(e,r,a)},...Zt.map(n=>on(e,t,n)),sn(t,n.color,n.name)].filter(e=>e!==null)},ln=(e,t)=>nn(e,t.entity_id,t.after),un=4,dn={verified:Z.check,under_way:Z.clock,unverified:Z.alert},fn=/* @__PURE__ */ new Set([`off`,`closed`,`disarmed`,`docked`,`idle`,`standby`,`unavailable`,`unknown`]),pn=({entity_id:e,after:{state:t}})=>{let[n,r]=[e.split(`.`)[0]??``,t].map(e=>e.toLowerCase().replaceAll(/[^a-z0-9]+/g,`_`));return`var(--state-${n}-${r}-color, var(--state-${n}-active-color, var(--state-active-color, var(--accent))))`},mn=({hass:e},t)=>{let n=e.states[t.entity_id]!==void 0&&customElements.get(`ha-state-icon`)!==void 0;return O`<span class="device" style=${Wt(fn.has(t.after.state)?{}:{color:pn(t)})} aria-hidden="true"
    >${n?O`<ha-state-icon .hass=${e} .stateObj=${Q(e,t.entity_id,t.after)}></ha-state-icon>`:O`<span class="dot"></span>`}</span
  >`},hn=({localize:e},t,{kind:n,label:r,before:i,after:a})=>{let o=n===`color`?Xt(t.after):null;return O`<span class="difference">
    ${r===null?A:O`<bdi class="attribute">${r}</bdi>`}
    ${i===null?A:O`<span class="sr">${e(`turn.from`)}</span> <bdi>${i}</bdi> ${Z.arrow}
          <span class="sr">${e(`turn.to`)}</span>`}
    ${o===null?A:O`<span class="swatch" style=${Wt({background:o.css})}></span>`}
    <bdi class="after">${a}</bdi>
  </span>`},gn=(e,t)=>{let{hass:n,localize:r}=e,i=jt(t),a=cn(n,t,{color:r(`attribute.color`),name:e=>r(`color.${e}`)});return O`<li class="change">
    ${mn(e,t)}
    <span class="what">
      <span class="name" dir="auto">${t.name}</span>
      <span class="differences">
        ${a.length===0?O`<bdi class="after">${ln(n,t)}</bdi>`:a.map(n=>hn(e,t,n))}
      </span>
    </span>
    <span class="mark ${i}">${dn[i]}${r(`turn.${i}`)}</span>
  </li>`},_n=(e,t,n)=>{if(n.length===0)return A;let{localize:r,unfolded:i,actions:a}=e,o=`changes-${t}`,s=i.has(o),c=n.length-un,l=c>1,u=l&&!s?n.slice(0,un):n;return O`<div class="receipt">
    <ul id=${o} aria-label=${r(`turn.changes`)}>
      ${u.map(t=>gn(e,t))}
    </ul>
    ${l?O`<button
          class="link"
          type="button"
          aria-expanded=${s}
          aria-controls=${o}
          @click=${()=>a.unfold(o)}
        >
          ${s?r(`turn.fewer_changes`):r(`turn.more_changes`,{count:c})}
        </button>`:A}
  </div>`},vn=({localize:e},t)=>{if(t.words!==``)return t.words;if(t.planned_by)return e(`turn.planned`);if(t.undoes!==null)return e(`turn.pressed_undo`);let n=t.requests.find(e=>e.type===`talk`)?.talk;return e(n===`yes`?`turn.confirmed`:n===`no`?`turn.rejected`:`turn.pressed`)},yn=(e,t,n)=>{let{localize:r,unfolded:i,actions:a}=e,o=Vt(n);if(o===null)return O`<span class="text" dir="auto">${n}</span>`;let s=i.has(t);return O`<span id=${t} class="text" dir="auto">${s?n:o}</span>
    <button class="link" type="button" aria-expanded=${s} aria-controls=${t} @click=${()=>a.unfold(t)}>
      ${r(s?`turn.less_text`:`turn.more_text`)}
    </button>`},$=(e,t,n)=>O`<p class="words"><span class="sr">${e.localize(`turn.you`)}: </span>${yn(e,t,n)}</p>`,bn=(e,t,n)=>n===``?A:O`<p class="answer"><span class="sr">${e.localize(`turn.agent`)}: </span>${yn(e,t,n)}</p>`,xn=({localize:e},t,n)=>{let{status:r}=t;if(r===`done`||r===`answered`||r===`asked`&&n===null)return A;let i={asked:Z.question,partial:Z.alert,under_way:Z.clock,scheduled:Z.clock,missed:Z.alert};return O`<span class="status ${r}">${r in i?i[r]:Z.cross}${e(`status.${r}`)}</span>`},Sn=(e,t)=>{let{hass:n,localize:r}=e,i=`problem.${t.reason}`,a=r(i),o=a===i?r(`problem.other`):a,s=t.entity_ids??[],c=s.length>0?[...Dt(n,s).values()].join(`, `):t.words;return O`<li>
    ${Z.alert}<span
      >${c?O`<b dir="auto">${c}</b>: `:A}${o}</span
    >
  </li>`},Cn=(e,t)=>{let n=It(t),r=t.calls.filter(e=>e.error);return n.length+r.length===0?A:O`<ul class="problems" aria-label=${e.localize(`turn.problems`)}>
    ${n.map(t=>Sn(e,t))}
    ${r.map(t=>O`<li>
          ${Z.alert}<span
            >${e.localize(`turn.call_failed`,{action:`${t.domain}.${t.service}`,error:t.error??``})}</span
          >
        </li>`)}
  </ul>`},wn=(e,t,n,r)=>{let{hass:i,localize:a,actions:o,ready:s}=e;if(n===null)return A;if(n.kind===`choose`){let e=Dt(i,n.candidates);return O`<div class="buttons" role="group" aria-label=${a(`turn.choices`)}>
      ${[...e.values()].map(e=>O`<button
            class="pill"
            type="button"
            ?disabled=${r||!s}
            @click=${()=>o.say(e,t.conversation_id)}
          >
            <span dir="auto">${e}</span>
          </button>`)}
    </div>`}let c=t.answer;return O`<div class="buttons">
    <button
      class="pill strong"
      type="button"
      aria-label=${a(`turn.yes_label`,{question:c})}
      ?disabled=${r||!s}
      @click=${()=>o.press(t,`approve`)}
    >
      ${Z.check}${a(`turn.yes`)}
    </button>
    <button
      class="pill"
      type="button"
      aria-label=${a(`turn.no_label`,{question:c})}
      ?disabled=${r||!s}
      @click=${()=>o.press(t,`reject`)}
    >
      ${Z.cross}${a(`turn.no`)}
    </button>
  </div>`},Tn=({hass:e,localize:t},n)=>{if(n.layer===`none`)return null;let r=n.times.understand_ms;return r===void 0?t(`layer.${n.layer}`):t(`layer.${n.layer}_time`,{time:zt(r,Re(e))})},En=(e,t,n)=>{let{hass:r,localize:i,actions:a}=e,o=vn(e,t),s=Tn(e,t),c=n.busy!==void 0;return O`<div class="footer">
    <p class="meta">
      <time datetime=${t.at}>${Bt(t.at,r)}</time>
      ${s===null?A:O`<span class="layer" title=${t.model??A}>${s}</span>`}
    </p>
    <div class="buttons">
      <button
        class="pill quiet"
        type="button"
        data-button="why"
        aria-label=${i(`turn.why_label`,{words:o})}
        aria-expanded=${n.explained===!0}
        aria-controls="why-${t.turn_id}"
        ?disabled=${n.busy===`explain`}
        @click=${()=>a.press(t,`explain`)}
      >
        ${i(`turn.why`)}${Z.chevron}
      </button>
      ${Mt(t)?O`<button
            class="pill quiet"
            type="button"
            data-button="undo"
            aria-label=${i(`turn.undo_label`,{words:o})}
            ?disabled=${c}
            @click=${()=>a.press(t,`undo`)}
          >
            ${Z.undo}${i(`turn.undo`)}
          </button>`:A}
      ${t.undone_by===null?A:O`<span class="status undone">${Z.undo}${i(`turn.undone`)}</span>`}
    </div>
  </div>`},Dn=({localize:e},t,n)=>O`<div id="why-${t.turn_id}" class="why" ?hidden=${n.explained!==!0&&n.busy!==`explain`}>
    ${n.busy===`explain`?O`<p>${e(`turn.explaining`)}…</p>`:O`<p dir="auto">${n.explanation??``}</p>`}
  </div>`,On=(e,t,n,r)=>O`<article
    class="turn ${t.undone_by===null?``:`is-undone`}"
    tabindex="-1"
    data-turn=${t.turn_id}
    aria-label=${vn(e,t)}
    aria-busy=${n.busy!==void 0}
  >
    ${$(e,`words-${t.turn_id}`,vn(e,t))}
    <div class="reply">
      ${xn(e,t,r)} ${bn(e,`answer-${t.turn_id}`,t.answer)}
      ${wn(e,t,r,n.busy!==void 0)}
      ${_n(e,t.turn_id,t.changes)} ${Cn(e,t)}
      ${n.failure===void 0?A:O`<p class="failure" role="alert">${Z.alert}<span>${Lt(e.localize,n.failure)}</span></p>`}
      ${En(e,t,n)} ${Dn(e,t,n)}
    </div>
  </article>`,kn=(e,t)=>O`<article class="turn pending" aria-label=${t.words}>
    ${$(e,`words-pending`,t.words)}
    <div class="reply">
      ${t.text===``?O`<p class="thinking">
            <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span
            ><span>${e.localize(`state.thinking`)}</span>
          </p>`:O`<p class="answer streaming" dir="auto">${t.text}</p>`}
    </div>
  </article>`,An=(e,{words:t,failure:n})=>O`<article class="turn" aria-label=${t}>
    ${$(e,`words-unanswered`,t)}
    <div class="reply">
      <p class="failure">${Z.alert}<span>${Lt(e.localize,n)}</span></p>
    </div>
  </article>`,jn=2e3,Mn=e=>O`<header class="head">
    <span class="emblem">${Z.agent}</span>
    <h2 dir="auto">${e}</h2>
  </header>`,Nn=(e,t)=>O`<div role="status" class="notice-place">
    ${t===null?A:O`<p class="notice">${Z[e]}<span>${t}</span></p>`}
  </div>`,Pn=({hass:e,localize:t,actions:n,ready:r})=>O`<div class="empty">
    <h3>${t(`empty.title`)}</h3>
    <p>${t(`empty.hint`)}</p>
    <div class="examples" role="group" aria-label=${t(`empty.examples`)}>
      ${kt(e,t).map(e=>O`<button class="pill" type="button" ?disabled=${!r} @click=${()=>n.say(e)}>
            <span dir="auto">${e}</span>
          </button>`)}
    </div>
  </div>`,Fn=({localize:e})=>O`<div class="loading">
    <span class="sr">${e(`state.loading`)}</span>
    <span class="ghost end" aria-hidden="true"></span>
    <span class="ghost" aria-hidden="true"></span>
    <span class="ghost short" aria-hidden="true"></span>
  </div>`,In=({localize:e,actions:t},n)=>O`<div class="empty">
    <p class="failure">
      ${Z.alert}<span>${n.failure===null?e(`error.load`):Lt(e,n.failure)}</span>
    </p>
    <button class="pill" type="button" @click=${()=>t.retry()}>${e(`state.retry`)}</button>
  </div>`,Ln=(e,t)=>{let n=/* @__PURE__ */ new Date;return O`${t.earlier?O`<div class="earlier">
        <button class="pill quiet" type="button" @click=${()=>e.actions.showEarlier()}>
          ${e.localize(`log.earlier`)}
        </button>
      </div>`:A}
  ${Tt($e(t),e=>e.turn_id,r=>On(e,r,t.views[r.turn_id]??{},Ft(r,t.turns,n)))}
  ${t.unanswered===null?A:An(e,t.unanswered)}
  ${t.pending===null?A:kn(e,t.pending)}`},Rn=(e,t)=>{if(t.turns.length!==0||t.pending!==null||t.unanswered!==null)return Ln(e,t);switch(t.phase){case`loading`:return Fn(e);case`failed`:return In(e,t);case`ready`:return Pn(e)}},zn=(e,t,n)=>O`<div
    class="log"
    role="log"
    aria-live="polite"
    aria-label=${e.localize(`log.label`)}
    aria-busy=${t.pending!==null||t.phase===`loading`}
    tabindex="0"
    @scroll=${n}
  >
    ${Rn(e,t)}
  </div>`,Bn=({localize:e},t,n)=>t?O`<button class="pill newest" type="button" @click=${n}>${Z.down}${e(`log.newest`)}</button>`:A,Vn=({localize:e,ready:t},n)=>O`<form class="composer" @submit=${e=>{e.preventDefault(),n.send()}}>
    <textarea
      id="words"
      rows="1"
      dir="auto"
      maxlength=${jn}
      autocomplete="off"
      enterkeyhint="send"
      aria-label=${e(`composer.label`)}
      placeholder=${e(`composer.placeholder`)}
      .value=${n.draft}
      @input=${e=>n.write(e.target.value)}
      @keydown=${e=>{e.key===`Enter`&&!e.shiftKey&&!e.isComposing&&(e.preventDefault(),n.send())}}
    ></textarea>
    ${n.waiting?O`<button class="round" type="button" aria-label=${e(`composer.stop`)} @click=${()=>n.stop()}>
          ${Z.stop}
        </button>`:O`<button
          class="round strong"
          type="submit"
          aria-label=${e(`composer.send`)}
          ?disabled=${!t||n.draft.trim()===``}
        >
          ${Z.send}
        </button>`}
  </form>`,Hn=64,Un={rows:9,min_rows:5,columns:12,min_columns:6};((e,t)=>{let n=()=>{customElements.get(e)===void 0&&customElements.define(e,t)};n();let r=()=>{n(),customElements.whenDefined(`home-assistant-main`).then(n)};document.readyState===`complete`?r():window.addEventListener(`load`,r,{once:!0})})(R,class extends L{static styles=pt;static properties={hass:{attribute:!1},layout:{attribute:!1},_draft:{state:!0},_unfolded:{state:!0},_away:{state:!0}};#e=new ut(this);#t=new ResizeObserver(()=>this.requestUpdate());#n;#r=V(H());#i=null;#a;#o=null;constructor(){super(),this._draft=``,this._unfolded=/* @__PURE__ */ new Set,this._away=!1}connectedCallback(){super.connectedCallback(),this.#t.observe(this)}disconnectedCallback(){super.disconnectedCallback(),this.#t.disconnect()}static getConfigForm(){return Ie(V(H()))}static getStubConfig(e){return{agent:Object.keys(e.states).find(t=>Ne(e,t))??`conversation.llm_agents`}}setConfig(e){this.#n=Fe(e,V(this.hass?.language??H())),this.requestUpdate()}getCardSize(){return Un.rows}getGridOptions(){return Un}shouldUpdate(e){let t=e.get(`hass`),n=this.#n?.agent??``;return e.size!==1||t===void 0||this.hass===void 0||t.language!==this.hass.language||t.locale!==this.hass.locale||t.connected!==this.hass.connected||t.connection!==this.hass.connection||t.formatEntityState!==this.hass.formatEntityState||t.states[n]?.state!==this.hass.states[n]?.state}willUpdate(e){e.has(`hass`)&&this.hass!==void 0&&(this.#r=V(this.hass.language)),this.#e.use(this.hass,this.#n),this.#l(e);let t=this.#e.state.turns[0]?.turn_id,n=this.#s;this.#a!==void 0&&t!==this.#a&&n!==null&&(this.#i=n.scrollHeight-n.scrollTop),this.#a=t}render(){let[e,t]=[this.hass,this.#n];if(e===void 0||t===void 0)return O``;let n=this.#r,r=this.#e.state,i=this.#d(e,t),a={hass:e,localize:n,actions:this.#h,unfolded:this._unfolded,ready:i===null&&r.pending===null&&!this.#f()},o=t.height===null?``:`--log-height: ${t.height}px`;return O`<ha-card>
      <div class="frame ${this.#u(t)}" style=${o} dir=${Le(e)?`rtl`:`ltr`} lang=${e.language}>
        ${Mn(t.title??n(`card.title`))}
        ${Nn(r.connected&&e.connected?`alert`:`offline`,i)}
        <div class="log-place">
          ${zn(a,r,this.#y)} ${Bn(a,this._away,this.#b)}
        </div>
        ${Vn(a,{draft:this._draft,waiting:r.pending!==null,write:e=>{this._draft=e},send:()=>this.#p(a.ready),stop:()=>this.#e.stop()})}
      </div>
    </ha-card>`}updated(){let e=this.#s;e!==null&&this.#i!==null?(e.scrollTop=e.scrollHeight-this.#i,this.#i=null):e!==null&&!this._away&&(e.scrollTop=e.querySelector(`.turn`)===null?0:e.scrollHeight),this.#_()}get#s(){return this.shadowRoot?.querySelector(`.log`)??null}get#c(){return this.shadowRoot?.querySelector(`textarea`)??null}#l(e){let t=e=>![`unavailable`,void 0].includes(e?.states[this.#n?.agent??``]?.state);e.has(`hass`)&&this.#f()&&t(this.hass)&&!t(e.get(`hass`))&&this.#e.retry()}#u(e){return e.height===null?this.layout===`panel`?`page`:this.layout===`grid`&&e.fixedRows?`filled`:`free`:`fixed`}#d(e,t){let n=e.states[t.agent];return!e.connected||!this.#e.state.connected?this.#r(`state.disconnected`):n===void 0?this.#r(`error.unknown_agent`,{agent:t.agent}):n.state===`unavailable`?this.#r(`error.unavailable`):null}#f(){let e=this.#e.state.failure?.key;return e===`not_set_up`||e===`not_loaded`}#p(e){let t=this._draft.trim();e&&t!==``&&(this._draft=``,this.#m(t))}#m(e,t){this._away=!1,this.#e.say(e,t),this.#c?.focus({preventScroll:!0})}#h={say:(e,t)=>this.#m(e,t),press:(e,t)=>void this.#g(e,t),unfold:e=>{let t=new Set(this._unfolded);t.delete(e)||t.add(e),this._unfolded=t},showEarlier:()=>void this.#v(),retry:()=>this.#e.retry()};async#g(e,t){let n=this.shadowRoot?.activeElement?.closest(`[data-turn]`);await this.#e.press(e,t),t!==`explain`&&n instanceof HTMLElement&&(this.#o={turnId:e.turn_id,field:t!==`undo`},this.requestUpdate())}#_(){let e=this.#o;if(this.#o=null,e===null||this.shadowRoot?.activeElement!=null)return;let t=this.renderRoot.querySelector(`[data-turn="${CSS.escape(e.turnId)}"]`);(e.field?this.#c:t)?.focus({preventScroll:!0})}async#v(){this._away=!0,await this.#e.showEarlier(),await this.updateComplete,this.shadowRoot?.activeElement??this.#s?.focus({preventScroll:!0})}#y=()=>{let e=this.#s;e!==null&&(this._away=e.scrollHeight-e.scrollTop-e.clientHeight>Hn)};#b=()=>{this._away=!1,this.#s?.focus({preventScroll:!0})}}),window.customCards??=[],window.customCards.push({type:R,get name(){return V(H())(`card.name`)},get description(){return V(H())(`card.description`)},preview:!0,documentationURL:`https://github.com/llm-agents/llm-agents`,getEntitySuggestion:(e,t)=>Ne(e,t)?{config:{type:`custom:${R}`,agent:t}}:null});