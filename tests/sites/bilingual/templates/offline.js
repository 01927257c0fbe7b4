{const w=navigator.serviceWorker,r=document.currentScript.dataset.root;w&&location.protocol!="file:"&&addEventListener("load",()=>w.register(r+"worker.js").catch(()=>{}))}
