// The floors: three small programs (floor/) and an nginx of their own, over the instance's database.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, until } from '../support/env.mjs';
import { sql } from '../support/db.mjs';

export const folder = join(root, 'build/bench');

const PROGRAMS = ['fcgi', 'select', 'commit'];
const port = 21000 + Math.floor(Math.random() * 5000);
const location = (name) => `location /${name} { include ${root}/conf/nginx/fastcgi.conf; fastcgi_pass floor_${name}; }`;

export const floorUrl = (name) => `http://127.0.0.1:${port}/${name}`;

// What F-static serves from now on.
export function staticBytes(bytes) {
	writeFileSync(join(folder, 'floor/files/static'), 'x'.repeat(bytes));
}

// /upload: nginx takes a body and hands it to a server that throws it away, as it hands ours to a module.
function writeNginx(work, sockets) {
	const temporary = ['proxy', 'fastcgi', 'uwsgi', 'scgi'].map((t) => `${t}_temp_path ${work}/${t};`).join(' ');

	writeFileSync(join(work, 'nginx.conf'), `${process.getuid() === 0 ? 'user root;' : ''}
pid ${work}/nginx.pid; error_log ${work}/error.log warn; daemon off; worker_processes 2;
events { worker_connections 4096; }
http {
	access_log off; sendfile on; tcp_nopush on; fastcgi_keep_conn off; default_type text/html; client_max_body_size 400m;
	client_body_temp_path ${work}/body; ${temporary}
	${PROGRAMS.map((n) => `upstream floor_${n} { server unix:${sockets}/${n}.sock; }`).join('\n\t')}
	server { listen unix:${sockets}/null.sock; location / { return 204; } }
	server {
		listen 127.0.0.1:${port}; root ${work}/files; set $language "";
		${PROGRAMS.map(location).join('\n\t\t')}
		location /upload { proxy_pass http://unix:${sockets}/null.sock; }
	}
}
`);
}

// Starts them; gives what stops them.
export async function startFloors(instance) {
	const sockets = execFileSync('mktemp', ['-d', '/tmp/motcua.XXXXXX'], { encoding: 'utf8' }).trim();
	const work = join(folder, 'floor');
	const database = `MOTCUA_BENCH_SOCKET=${instance.database_socket} USER=${instance.database_user}`;
	const line = (name, socket, command) => `${name}\t1\t${socket}\t${work}/${name}.log\t${command}\n`;

	mkdirSync(join(work, 'files'), { recursive: true });
	staticBytes(4096);
	writeNginx(work, sockets);
	sql(`CREATE OR REPLACE TABLE bench_floor (id INT PRIMARY KEY, number INT NOT NULL) ENGINE=InnoDB;
		INSERT INTO bench_floor SELECT seq, seq FROM seq_1_to_1000;
		CREATE OR REPLACE TABLE bench_floor_entry (id BIGINT AUTO_INCREMENT PRIMARY KEY, what VARCHAR(200) NOT NULL,
		at DATETIME(6) NOT NULL) ENGINE=InnoDB;`, instance);
	writeFileSync(join(work, 'services'),
		PROGRAMS.map((name) => line(name, `${sockets}/${name}.sock`, `exec env ${database} ${folder}/${name}`)).join('')
		+ line('nginx', '-', `exec nginx -e ${work}/error.log -c ${work}/nginx.conf`));
	const keeper = spawn(join(root, 'build/tools/keeper'), [join(work, 'services'), join(work, 'running')],
		{ stdio: 'ignore', env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` } });

	await until(async () => (await fetch(floorUrl('commit'), { redirect: 'manual' }).catch(() => null))?.status === 303, 'the floors');
	return async () => {
		keeper.kill('SIGTERM');
		await new Promise((done) => keeper.once('exit', done));
		execFileSync('rm', ['-rf', sockets]);
	};
}
