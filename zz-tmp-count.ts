import { readFileSync, readdirSync, statSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { openFile } from './main/importers/open-file.ts';
import { recogniseFile } from './main/importers/registry.ts';
import { assemble } from './main/importers/assemble.ts';
import { utcZone } from './main/importers/local-time.ts';
const root='/work/shared/samples';let bad=0,n=0;
const files=readdirSync(root,{recursive:true}).map(f=>`${root}/${f}`).filter(f=>statSync(f).isFile()).sort();
for(const f of files){const b=readFileSync(f);const o=openFile(f,b);if(!o.ok)continue;n++;
 let c=-1;try{c=(parse(b,{bom:true,delimiter:o.value.delimiter,raw:true,relax_quotes:true,relax_column_count:true,skip_empty_lines:true,record_delimiter:['\r\n','\n','\r']}) as any[]).filter(x=>x.raw.trim()!=='').length}catch(e){c=-2}
 if(c!==o.value.rows){bad++;console.log(f,o.value.rows,c)}}
console.log(n,'files,',bad,'differ from csv-parse');
// fuzz over samples
let seed=7;const r=()=>{seed=(seed*1103515245+12345)&0x7fffffff;return seed/0x7fffffff};
const puts=['','"',',','\n','\r',';','\0','NaN','-','1e999','\uFEFF','é','""','9'.repeat(400)];let runs=0,read=0,inc=0;
const t=Date.now();
while(Date.now()-t<40000){const f=files[Math.floor(r()*files.length)]!;let b=readFileSync(f);if(b.length>60000)continue;
 for(let k=0;k<3;k++){const at=Math.floor(r()*b.length);b=Buffer.concat([b.subarray(0,at),Buffer.from(puts[Math.floor(r()*puts.length)]!),b.subarray(at+Math.floor(r()*20))]);}
 runs++;const o=openFile(f.split('/').at(-1)!,b);if(!o.ok)continue;const g=recogniseFile(o.value.head,null);if(!g.ok)continue;read++;
 const a=assemble(o.value,g.value.recognition,{answers:{zone:utcZone,dateOrder:'DMY',instrument:null},zoneAssumed:true},{event(){},close(){}});
 if(!a.ok&&a.fault.code==='rows-do-not-add-up'){inc++;console.log(f,a.fault.message)}}
console.log(runs,'mutants,',read,'read,',inc,'inconsistent');
