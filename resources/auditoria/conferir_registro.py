#!/usr/bin/env python3
"""Confere, sem o programa, se um registro do bahiaservidor é o que foi escrito nele.

Um só arquivo, só com a biblioteca padrão do Python (3.8 ou mais novo).  Lê; nunca grava.

    python3 conferir_registro.py REGISTRO [--selo NÚMERO:HASH ...] [--json] [--processos N]

Situação de saída: 0 tudo confere; 1 algo não confere (o primeiro registro ruim é dito); 2 o arquivo não pôde ser lido.

O FORMATO, para quem queira escrever outro conferidor.  O arquivo é um banco SQLite 3.  Todo hash é SHA-256, em
hexadecimal minúsculo, de um texto em UTF-8.  “Lista” é o texto JSON de uma lista, sem espaços, com os acentos como
estão; nulo é null.  A primeira corrente de tudo começa de sessenta e quatro zeros.

ato: uma entrada do livro.  Os números (id) vão de 1 em diante, sem falta.  O texto do hash tem duas linhas, ou três:
    a lista [hash_anterior, operacao_id, sujeito_tipo, sujeito_id, seq, tipo, versao, data_legal, servidor_id,
        vinculo_id, ressalva, hash do instrumento (vazio sem ele), registrado_em, registrado_por, motor, sal];
    conteudo, como está;  e requisitos, como está, se não for nulo.
    Entradas anteriores ao esquema 0011 têm o hash de uma só lista: [hash_anterior, sujeito_tipo, sujeito_id, seq,
        tipo, versao, data_legal, servidor_id, vinculo_id, conteudo, requisitos, ressalva, hash do instrumento,
        registrado_em, registrado_por, motor, sal].
    hash_anterior é o hash da entrada anterior do mesmo assunto (sujeito_tipo e sujeito_id).
instrumento: hash do objeto JSON, em ordem de nome, de autoridade, data, numero, texto e tipo.
ato_sigilo: dados à parte.  No conteudo do ato, no lugar de cada campo, está "sha256:" e o hash da lista
    [sal, campo, valor].  Apagados por expurgo, fica a linha em expurgo, com o motivo, e o ato continua como era.
trilha: id de 1 em diante, sem falta; hash da lista [hash_anterior, id, instante, usuario, maquina, acao, objeto,
    objeto_id, detalhe]; hash_anterior é o da linha anterior.
selo: hash da lista [hash_anterior, id, instante, motivo, ultimo_ato, contagem, raiz, ultima_trilha, hash_trilha,
    tabelas].  raiz é o SHA-256 da raiz do selo anterior seguida dos hashes dos atos até ultimo_ato, em ordem de id;
    contagem, quantos atos há até ele; hash_trilha, o hash da linha ultima_trilha.  tabelas é um objeto JSON: de cada
    tabela de SELADAS, [último id, quantas linhas, raiz]; a raiz é o SHA-256 da raiz anterior seguida, para cada linha
    em ordem de id, da lista das colunas de SELADAS e de uma quebra de linha.
arquivo: hash é o SHA-256 de conteudo; do esquema 0012 em diante, o conteudo está na tabela bloco do arquivo ao lado,
    REGISTRO.papeis.sqlite3 (nas cópias de segurança, papeis.sqlite3); sem ele, não se confere.
O hash do selo é o que se imprime.  Quem tem um selo impresso sabe se o que veio antes dele foi trocado, ainda que
tenham refeito todas as correntes: é para isso que serve --selo.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import sqlite3
import sys
from pathlib import Path

ORIGEM = "0" * 64
ESQUEMA = "0011"
SELADAS = {
    "operacao": "id instante usuario descricao",
    "instrumento": "id hash",
    "documento_emitido": "id especie orgao_id ano numero titulo modelo_versao hash emitido_em emitido_por minuta_id "
    "ato_id midia memoria codigo lote origem_id",
    "modelo_documento": "id orgao_id nome versao conteudo nota instante usuario",
    "processo": "id provimento numero titulo folhas partes indice instante usuario",
    "processo_entrega": "id processo_id situacao em destino protocolo motivo anexo_id instante usuario",
    "assinatura": "id documento_id signatario assinado_em integro todo confiavel veredito instante usuario",
    "expurgo": "id ato_id instante usuario campos fundamento motivo",
    "confirmacao": "id operacao_id usuario instante motivo",
}
SO_CRESCEM = (*SELADAS, "ato", "ato_sigilo", "selo", "trilha", "arquivo")
DO_PROGRAMA = (
    "usuario codigo_recuperacao configuracao parametro opcao servidor vinculo prazo cargo orgao unidade autoridade "
    "vaga reserva_posto concurso lista candidato dia_sem_expediente ocupacao afastamento reconhecimento anexo minuta "
    "contraditorio"
).split()
ANTIGAS = (
    "hash_anterior sujeito_tipo sujeito_id seq tipo versao data_legal servidor_id vinculo_id conteudo requisitos "
    "ressalva papel registrado_em registrado_por motor sal"
).split()
CABECA = (
    "hash_anterior operacao_id sujeito_tipo sujeito_id seq tipo versao data_legal servidor_id vinculo_id ressalva "
    "papel registrado_em registrado_por motor sal"
).split()
DA_TRILHA = "hash_anterior id instante usuario maquina acao objeto objeto_id detalhe".split()
DO_SELO = "hash_anterior id instante motivo ultimo_ato contagem raiz ultima_trilha hash_trilha tabelas".split()
NUMEROS = frozenset(
    "id operacao_id sujeito_id seq versao servidor_id vinculo_id objeto_id ultimo_ato contagem ultima_trilha".split()
)
PEDACO = 20000
_DIGESTO = re.compile(r"sha256:[0-9a-f]{64}\Z")


class Falha(Exception):
    """O primeiro registro ruim de uma parte: onde, e o que há com ele."""

    def __init__(self, onde, detalhe):
        super().__init__(onde, detalhe)
        self.onde, self.detalhe = onde, detalhe


class Ilegivel(Exception):
    """O arquivo não é um registro que se possa ler."""


def _endereco(caminho, congelado):
    if congelado is None:
        congelado = not Path(str(caminho) + "-wal").exists()
    endereco = Path(caminho).absolute().as_uri()
    if not endereco.startswith("file:///"):  # uma pasta da rede no Windows: o SQLite quer o servidor no caminho
        endereco = "file:////" + endereco[len("file://") :]
    return endereco + ("?immutable=1" if congelado else "?mode=ro")


def abrir(caminho, congelado=None):
    """Abre só para leitura; sem os arquivos -wal e -shm ao lado, nem os procura (é uma cópia parada)."""
    caminho = Path(caminho).absolute()
    if not caminho.is_file():
        raise Ilegivel("o arquivo não existe: %s" % caminho)
    conexao = sqlite3.connect(_endereco(caminho, congelado), uri=True)
    conexao.isolation_level = None
    try:
        conexao.execute("PRAGMA query_only = ON")
        conexao.execute("PRAGMA mmap_size = 4000000000")
        conexao.execute("PRAGMA cache_size = -65536")
        if conexao.execute("SELECT count(*) FROM sqlite_master WHERE name IN ('ato', 'trilha')").fetchone()[0] != 2:
            raise Ilegivel("o arquivo não é um registro do bahiaservidor: %s" % caminho)
    except sqlite3.DatabaseError as erro:
        conexao.close()
        dica = ""
        if "not a database" in str(erro):
            dica = (
                ".\nNão é um banco SQLite aberto.  Um registro cifrado (SQLCipher) se confere com “bahiaservidor "
                "auditar”, que\npede a senha, ou aqui depois de retirada a cifra de uma cópia dele; de uma cópia de "
                "segurança .age se tira\nantes a cifra com “age -d” e a chave que está ao lado dela"
            )
        raise Ilegivel("o arquivo não pode ser lido (%s): %s%s" % (erro, caminho, dica)) from None
    return conexao


# ---------------------------------------------------------------- textos que se calculam


def lista(valores):
    return json.dumps(valores, ensure_ascii=False, separators=(",", ":"))


def sha(texto):
    return hashlib.sha256(texto if isinstance(texto, bytes) else texto.encode("utf-8", "surrogateescape")).hexdigest()


def _tolerante(dados):
    """Um texto do banco, ainda que um byte trocado não o deixe ser lido: o hash é que diz se confere."""
    return dados.decode("utf-8", "surrogateescape")


def json_igual(conexao):
    """O SQLite daqui escreve JSON como o Python?  Se não, as listas se escrevem no Python, mais devagar."""
    prova = "".join(map(chr, range(1, 0x250))) + "\u2028\ufeff\U0001f600\"\\/'"
    try:
        return conexao.execute("SELECT json_array(?1, NULL, 7, ?1)", (prova,)).fetchone()[0] == lista(
            [prova, None, 7, prova]
        )
    except sqlite3.Error:
        return False


def _colunas(nomes, apelido):
    return ["coalesce(i.hash, '')" if n == "papel" else apelido + n for n in nomes]


def _de_fora(nome, valor):
    """O valor de uma coluna, se tem o tipo que o programa grava: texto trocado por bytes também é troca."""
    certo = valor is None or isinstance(valor, int if nome in NUMEROS else str)
    if not certo:
        raise ValueError(nome)
    return valor


def _ato_em_texto(linha):
    """Os textos que o hash de uma entrada pode ter: o atual e o de antes do esquema 0011."""
    d = {nome: _de_fora(nome, linha[nome]) for nome in linha}
    novo = lista([d[n] for n in CABECA]) + "\n" + d["conteudo"]
    if d["requisitos"] is not None:
        novo += "\n" + d["requisitos"]
    return novo, lista([d[n] for n in ANTIGAS])


# ---------------------------------------------------------------- atos e trilha: o grosso


_JUNTO = "FROM ato a LEFT JOIN instrumento i ON i.id = a.instrumento_id WHERE a.id BETWEEN ? AND ? ORDER BY a.id"
_MARCA = '"sha256:'
_SEM_SIGILO = (
    "SELECT a.id, a.conteudo FROM ato a WHERE instr(a.conteudo, '%s') AND NOT EXISTS (SELECT 1 FROM ato_sigilo s "
    "WHERE s.ato_id = a.id) AND NOT EXISTS (SELECT 1 FROM expurgo x WHERE x.ato_id = a.id)" % _MARCA
)
_BYTES = "CASE WHEN a.conteudo >= x'' OR a.requisitos >= x'' THEN 'x' ELSE '' END"
_ATO_NOVO = "SELECT CAST(%s || json_array(%s) || char(10) || a.conteudo || coalesce(char(10) || a.requisitos, '') AS " \
    "BLOB), a.hash, a.hash_anterior %s" % (_BYTES, ", ".join(_colunas(CABECA, "a.")), _JUNTO)  # fmt: skip
_ATO_ANTIGO = "SELECT CAST(json_array(%s) AS BLOB), a.hash, a.hash_anterior %s" % (
    ", ".join(_colunas(ANTIGAS, "a.")), _JUNTO)  # fmt: skip
_LINHA = "SELECT CAST(json_array(%s) AS BLOB), hash, hash_anterior FROM trilha WHERE id BETWEEN ? AND ? ORDER BY id" \
    % ", ".join(DA_TRILHA)  # fmt: skip


def conferir_atos(conexao, de, ate, rapido):
    """Confere o hash de cada entrada de um pedaço; devolve o Trecho que dele se leu."""
    for consulta in (_ATO_NOVO, _ATO_ANTIGO) if rapido else ():
        try:
            trecho, sha256, marca = Trecho(), hashlib.sha256, _MARCA.encode()
            hashes, prender = trecho.hashes, trecho.prender
            for texto, esperado, anterior in conexao.execute(consulta, (de, ate)):
                if sha256(texto).hexdigest() != esperado:
                    break
                hashes.append(esperado)
                prender(esperado, anterior)
                if marca in texto:
                    trecho.marcados.append(de + len(hashes) - 1)
            else:
                if len(hashes) == ate - de + 1:
                    return trecho.fechar(conexao)
        except (sqlite3.DatabaseError, TypeError):
            pass
    # Um a um: há entradas dos dois formatos, ou uma delas não confere.
    nomes = sorted(set(ANTIGAS + CABECA))
    consulta = "SELECT a.hash, %s FROM ato a LEFT JOIN instrumento i ON i.id = a.instrumento_id WHERE a.id = ?" % (
        ", ".join(_colunas(nomes, "a."))
    )
    trecho = Trecho()
    for id_ in range(de, ate + 1):
        onde = "ato %d" % id_
        hash_, *valores = _um(conexao, consulta, id_, onde)
        try:
            d = dict(zip(nomes, valores))
            textos = _ato_em_texto(d)
        except (ValueError, TypeError):
            raise Falha(onde, "tem um valor de outro tipo que o gravado pelo programa") from None
        if hash_ not in map(sha, textos):
            raise Falha(onde, "o conteúdo não é o que foi registrado (o hash não confere)")
        trecho.hashes.append(hash_)
        trecho.prender(hash_, d["hash_anterior"])
        if _MARCA in d["conteudo"]:
            trecho.marcados.append(id_)
    return trecho.fechar(conexao)


class Trecho:
    """O que, da leitura de um pedaço do livro, serve à corrente e ao sigilo: ler o livro é o que mais custa.

    Guarda as pontas que o pedaço não prende em si mesmo; Livro as prende nos pedaços anteriores.
    """

    def __init__(self):
        self.hashes, self.marcados = [], []
        self.abertas, self.pendentes, self.primeiras = set(), [], []
        self.quantos, self.sigilo_certo = 0, True

    def prender(self, hash_, anterior):
        abertas = self.abertas
        if anterior in abertas:
            abertas.remove(anterior)
        elif anterior == ORIGEM:
            self.primeiras.append(hash_)
        else:
            self.pendentes.append(anterior)
        abertas.add(hash_)

    def fechar(self, conexao):
        """Pronto para passar de um processo a outro: os hashes, todos de 64 sinais porque conferem, num só texto."""
        self.quantos = len(self.hashes)
        self.hashes = "".join(self.hashes).encode("ascii")
        try:
            self.sigilo_certo = not any(
                conexao.execute(_SEM_SIGILO + " AND a.id = ?", (id_,)).fetchone() for id_ in self.marcados
            )
        except sqlite3.Error:
            self.sigilo_certo = False
        return self


class Livro:
    """A corrente de cada assunto e a raiz de cada selo, pelos trechos dos pedaços, em ordem.

    Só diz se está tudo certo.  Se não, conferir_corrente lê de novo e acha o primeiro ato ruim.  Nenhum hash está em
    dois atos, porque nenhum primeiro ato de assunto se repete e cada ponta se prende uma só vez.
    """

    def __init__(self):
        self.certo, self.sigilo_certo, self.proxima = True, True, 1
        self.espera, self.hashes, self.abertas, self.primeiras = {}, [], set(), set()

    def receber(self, posicao, trecho):
        self.espera[posicao] = trecho
        while self.proxima in self.espera:
            self._juntar(self.espera.pop(self.proxima))

    def _juntar(self, trecho):
        self.proxima += trecho.quantos
        self.sigilo_certo = self.sigilo_certo and trecho.sigilo_certo
        self.hashes.append(trecho.hashes)
        abertas, antes = self.abertas, len(self.primeiras)
        try:
            for anterior in trecho.pendentes:
                abertas.remove(anterior)
        except KeyError:
            self.certo = False
        abertas |= trecho.abertas
        self.primeiras.update(trecho.primeiras)
        if len(self.primeiras) != antes + len(trecho.primeiras):
            self.certo = False

    def confere(self, selos):
        """Diz se os atos lidos se encadeiam, e se são os que os selos selaram."""
        hashes, desde, raiz = memoryview(b"".join(self.hashes)), 0, ORIGEM
        try:
            for selo in selos:
                ate = selo["ultimo_ato"]
                materia = hashlib.sha256(raiz.encode("ascii"))
                materia.update(hashes[64 * desde : 64 * ate])
                if not desde <= ate < self.proxima or materia.hexdigest() != selo["raiz"] or ate != selo["contagem"]:
                    return False
                desde, raiz = ate, selo["raiz"]
        except (TypeError, ValueError):
            return False
        return self.certo


def conferir_trilha(conexao, de, ate, rapido):
    """Confere hash e corrente de cada linha de um pedaço da trilha; devolve quantas leu."""
    anterior = ORIGEM
    if de > 1:
        anterior = _um(conexao, "SELECT hash FROM trilha WHERE id = ?", de - 1, "trilha %d" % (de - 1))[0]
    if rapido:
        try:
            quantas, ultimo, sha256 = 0, anterior, hashlib.sha256
            for texto, esperado, dito in conexao.execute(_LINHA, (de, ate)):
                if sha256(texto).hexdigest() != esperado or dito != ultimo:
                    break
                ultimo = esperado
                quantas += 1
            else:
                if quantas == ate - de + 1:
                    return quantas
        except (sqlite3.DatabaseError, TypeError):
            pass
    consulta = "SELECT hash, %s FROM trilha WHERE id = ?" % ", ".join(DA_TRILHA)
    for id_ in range(de, ate + 1):
        onde = "trilha %d" % id_
        hash_, *valores = _um(conexao, consulta, id_, onde)
        try:
            texto = lista([_de_fora(*par) for par in zip(DA_TRILHA, valores)])
        except ValueError:
            raise Falha(onde, "tem um valor de outro tipo que o gravado pelo programa") from None
        if hash_ != sha(texto):
            raise Falha(onde, "não é o que foi registrado (o hash não confere)")
        if valores[0] != anterior:
            raise Falha(onde, "não se encadeia com a linha anterior da trilha")
        anterior = hash_
    return ate - de + 1


def _um(conexao, consulta, id_, onde):
    try:
        linha = conexao.execute(consulta, (id_,)).fetchone()
    except sqlite3.Error as erro:
        raise Falha(onde, "não pode ser lido: %s" % erro) from None
    if linha is None:
        raise Falha(onde, "falta: foi apagado ou trocado de número")
    return linha


def conferir_corrente(conexao, selos):
    """Confere a corrente de cada assunto, em ordem de registro, e a raiz dos atos de cada selo.

    Que os números vão de um em um, sem falta, é conferir_atos quem confere.
    """
    abertas, desde, raiz = set(), 0, ORIGEM
    for selo in [*selos, None]:
        trecho = _encadear(conexao, abertas, desde, selo["ultimo_ato"] if selo else 2**62)
        ate = desde + len(trecho)
        if selo is None:
            return ate
        if ate < selo["ultimo_ato"]:
            raise Falha(
                "ato %d" % (ate + 1),
                "falta: o selo %d diz que o livro ia até o ato %d" % (selo["id"], selo["ultimo_ato"]),
            )
        if sha(raiz + "".join(trecho)) != selo["raiz"] or ate != selo["contagem"]:
            raise Falha(
                "atos %d a %d" % (desde + 1, ate),
                "não são, ou não são só, os que o selo %d selou em %s" % (selo["id"], selo["instante"]),
            )
        desde, raiz = ate, selo["raiz"]
    return desde


def _encadear(conexao, abertas, desde, ate):
    """Os hashes das entradas de um trecho, cada uma presa à ponta da corrente do seu assunto."""
    trecho, acrescentar, fechar = [], abertas.add, abertas.remove
    anexar = trecho.append
    try:
        for hash_, anterior in conexao.execute(
            "SELECT hash, hash_anterior FROM ato WHERE id > ? AND id <= ? ORDER BY id", (desde, ate)
        ):
            if anterior != ORIGEM:
                fechar(anterior)
            acrescentar(hash_)
            anexar(hash_)
    except KeyError:
        raise Falha(
            "ato %d" % (desde + len(trecho) + 1),
            "não se encadeia com a entrada anterior do mesmo assunto: falta, ou foi trocada",
        ) from None
    return trecho


# ---------------------------------------------------------------- o que há ao lado do livro


def conferir_instrumentos(conexao, selos):
    """Confere o que nunca muda em cada instrumento."""
    nomes = ("autoridade", "data", "numero", "texto", "tipo")
    quantos = 0
    for id_, hash_, *valores in conexao.execute("SELECT id, hash, %s FROM instrumento ORDER BY id" % ", ".join(nomes)):
        quantos += 1
        try:
            texto = json.dumps(
                {n: _de_fora(n, v) for n, v in zip(nomes, valores)}, ensure_ascii=False, separators=(",", ":")
            )
        except ValueError:
            texto = ""
        if hash_ != sha(texto):
            raise Falha("instrumento %d" % id_, "o texto não é o que foi registrado (o hash não confere)")
    return quantos


def conferir_sigilo(conexao, selos, livro_lido=False):
    """Confere os dados à parte com os resumos que o livro tem, e os expurgos com o que falta.

    ``livro_lido``: se a leitura dos atos já procura os dados apagados sem expurgo.
    """
    quantos = 0
    for id_, apartado, sal, conteudo in conexao.execute(
        "SELECT s.ato_id, s.conteudo, s.sal, a.conteudo FROM ato_sigilo s LEFT JOIN ato a ON a.id = s.ato_id "
        "ORDER BY s.ato_id"
    ):
        quantos += 1
        onde = "ato_sigilo %d" % id_
        try:
            dados, ditos = json.loads(_de_fora("", apartado)), json.loads(conteudo)
            _de_fora("", sal)
            campos = {n: v for n, v in ditos.items() if isinstance(v, str) and _DIGESTO.match(v)}
        except (ValueError, TypeError, AttributeError):
            raise Falha(onde, "não pode ser lido, ou o ato a que se refere não pode") from None
        for campo in sorted(set(dados) | set(campos)):
            texto = json.dumps([sal, campo, dados.get(campo)], ensure_ascii=False, sort_keys=True,
                               separators=(",", ":"))  # fmt: skip
            if campo not in dados or "sha256:" + sha(texto) != campos.get(campo):
                raise Falha(onde, "o dado sigiloso “%s” não é o que foi registrado" % campo)
    for id_, conteudo in conexao.execute(_SEM_SIGILO) if not livro_lido else ():
        if any(isinstance(v, str) and _DIGESTO.match(v) for v in json.loads(conteudo).values()):
            raise Falha("ato_sigilo %d" % id_, "falta: os dados à parte foram apagados sem expurgo registrado")
    for (id_,) in conexao.execute(
        "SELECT x.ato_id FROM expurgo x JOIN ato_sigilo s ON s.ato_id = x.ato_id ORDER BY x.id"
    ):
        raise Falha("expurgo do ato %d" % id_, "diz que os dados foram apagados, e eles estão no registro")
    return quantos


def conferir_operacoes(conexao, selos):
    """Confere com os atos as operações que nenhum selo cobre ainda."""
    selada = json.loads(selos[-1]["tabelas"])["operacao"][0] if selos else 0
    for id_, operacao in conexao.execute(
        "SELECT a.id, a.operacao_id FROM ato a LEFT JOIN operacao o ON o.id = a.operacao_id WHERE a.operacao_id > ? "
        "AND (o.id IS NULL OR o.instante <> a.registrado_em OR o.usuario <> a.registrado_por) ORDER BY a.id LIMIT 1",
        (selada,),
    ):
        raise Falha("operacao %d" % operacao, "falta, ou não diz o mesmo que o ato %d, registrado com ela" % id_)
    return conexao.execute("SELECT count(*) FROM operacao").fetchone()[0]


def ler_selos(conexao):
    """Os selos, em ordem."""
    nomes = ["hash", *DO_SELO]
    antes, conexao.text_factory = conexao.text_factory, _tolerante
    try:
        linhas = conexao.execute("SELECT %s FROM selo ORDER BY id" % ", ".join(nomes)).fetchall()
    finally:
        conexao.text_factory = antes
    return [dict(zip(nomes, linha)) for linha in linhas]


def conferir_selos(conexao, selos):
    """Confere cada selo, a trilha e as outras tabelas que ele diz ter visto."""
    anterior, antes, quantas = ORIGEM, {}, 0
    for numero, selo in enumerate(selos, start=1):
        onde = "selo %d" % numero
        if selo["id"] != numero:
            raise Falha(onde, "falta: foi apagado ou trocado de número")
        try:
            texto = lista([_de_fora(n, selo[n]) for n in DO_SELO])
            tabelas = json.loads(selo["tabelas"])
        except (ValueError, TypeError):
            raise Falha(onde, "não pode ser lido") from None
        if sha(texto) != selo["hash"] or selo["hash_anterior"] != anterior:
            raise Falha(onde, "não é o que foi registrado (o hash não confere)")
        anterior = selo["hash"]
        visto = ORIGEM
        if selo["ultima_trilha"]:
            onde_trilha = "trilha %d" % selo["ultima_trilha"]
            visto = _um(conexao, "SELECT hash FROM trilha WHERE id = ?", selo["ultima_trilha"], onde_trilha)[0]
        if visto != selo["hash_trilha"]:
            raise Falha(
                "trilha até a linha %d" % selo["ultima_trilha"],
                "não é a que o selo %d selou em %s" % (numero, selo["instante"]),
            )
        for nome, (ultimo, total, raiz) in sorted(tabelas.items()):
            desde, contagem, corrente = antes.get(nome, (0, 0, ORIGEM))
            trecho = "%s, linhas %d a %d" % (nome, desde + 1, ultimo)
            try:
                vista, novas = _raiz(conexao, nome, desde, ultimo, corrente)
            except (sqlite3.Error, ValueError) as erro:
                raise Falha(trecho, "não podem ser lidas: %s" % erro) from None
            if vista != raiz or contagem + novas != total:
                raise Falha(trecho, "não são, ou não são só, as que o selo %d selou em %s" % (numero, selo["instante"]))
            antes[nome] = (ultimo, total, raiz)
            quantas += novas
    return len(selos) + quantas


def _raiz(conexao, nome, desde, ate, raiz):
    """A raiz das linhas de uma tabela de SELADAS, e quantas são."""
    if nome not in SELADAS:
        raise ValueError("o registro é de um programa mais novo; use o conferidor que ele grava")
    materia, quantas = hashlib.sha256(raiz.encode()), 0
    colunas = ", ".join(SELADAS[nome].split())
    for valores in conexao.execute(
        "SELECT %s FROM %s WHERE id > ? AND id <= ? ORDER BY id" % (colunas, nome), (desde, ate)
    ):
        # Um valor de outro tipo não entra numa lista JSON: sem ele a raiz não confere.
        if bytes not in map(type, valores):
            materia.update((lista(list(valores)) + "\n").encode("utf-8", "surrogateescape"))
        quantas += 1
    return materia.hexdigest(), quantas


def conferir_arquivos(conexao, selos):
    """Confere os bytes de cada documento e anexo: neste arquivo ou, do esquema 0012 em diante, no de papéis ao lado."""
    colunas = [linha[1] for linha in conexao.execute("PRAGMA table_info(arquivo)")]
    quantos = 0
    if "conteudo" in colunas:
        quantos = _bytes(conexao, "arquivo")
    elif colunas:
        ao_lado = papeis_de(conexao)
        if ao_lado is not None:
            papeis = sqlite3.connect(_endereco(ao_lado, None), uri=True)
            try:
                quantos = _bytes(papeis, "bloco")
                for (hash_,) in conexao.execute("SELECT hash FROM arquivo ORDER BY hash"):
                    if not papeis.execute("SELECT 1 FROM bloco WHERE hash = ?", (hash_,)).fetchone():
                        raise Falha("arquivo %s" % str(hash_)[:16], "os bytes não estão em %s" % ao_lado.name)
            finally:
                papeis.close()
    for tabela in ("documento_emitido", "anexo") if colunas else ():
        for id_, hash_ in conexao.execute(
            "SELECT d.id, d.hash FROM %s d WHERE NOT EXISTS (SELECT 1 FROM arquivo a WHERE a.hash = d.hash)" % tabela
        ):
            raise Falha("%s %d" % (tabela, id_), "os bytes guardados (%s) não existem mais" % str(hash_)[:16])
    return quantos


def _bytes(conexao, tabela):
    quantos = 0
    for hash_, conteudo in conexao.execute("SELECT hash, conteudo FROM %s ORDER BY hash" % tabela):
        quantos += 1
        if not isinstance(conteudo, bytes) or sha(conteudo) != hash_:
            raise Falha("arquivo %s" % str(hash_)[:16], "os bytes não são os que foram guardados")
    return quantos


def papeis_de(conexao):
    """O arquivo de papéis ao lado: REGISTRO.papeis.sqlite3 ou, nas cópias, papeis.sqlite3; nada, se não há."""
    nome = next((linha[2] for linha in conexao.execute("PRAGMA database_list") if linha[1] == "main"), "")
    if not nome:
        return None
    registro = Path(nome)
    ao_lado = (registro.with_name(registro.stem + ".papeis.sqlite3"), registro.with_name("papeis.sqlite3"))
    return next((papeis for papeis in ao_lado if papeis.is_file() and papeis != registro), None)


# ---------------------------------------------------------------- o arquivo


def conferir_estrutura(conexao, selos):
    """Confere o arquivo como banco SQLite: páginas, índices, restrições."""
    danos = [linha[0] for linha in conexao.execute("PRAGMA integrity_check(3)") if linha[0] != "ok"]
    if danos:
        raise Falha("arquivo", "está danificado: %s" % "; ".join(" ".join(dano.split()) for dano in danos))
    return 0


_RECUSA = r"BEGIN SELECT RAISE\(ABORT, '[^']+'\); END"
_PERGUNTA = r"BEGIN SELECT bahiaservidor_grava\(\); END"
_HA = r"EXISTS \(SELECT 1 FROM {t} WHERE \w+ = NEW\.\w+(?: AND \w+ = NEW\.\w+)*\)"


def _gatilhos(tabela):
    """Nome e forma de cada gatilho que protege uma tabela."""
    if tabela in DO_PROGRAMA:
        for quando, verbo in (("insere", "INSERT"), ("altera", "UPDATE"), ("apaga", "DELETE")):
            yield "so_programa_" + quando, "BEFORE %s ON {t} %s" % (verbo, _PERGUNTA)
        return
    quando = r"WHEN NOT EXISTS \(SELECT 1 FROM expurgo WHERE ato_id = OLD\.ato_id\) " if tabela == "ato_sigilo" else ""
    yield "nao_altera", r"BEFORE UPDATE(?: OF [\w, ]+)? ON {t} " + _RECUSA
    yield "nao_apaga", "BEFORE DELETE ON {t} " + quando + _RECUSA
    yield "nao_troca", "BEFORE INSERT ON {t} WHEN %s(?: OR %s)* %s" % (_HA, _HA, _RECUSA)
    yield "so_programa", "BEFORE INSERT ON {t} " + _PERGUNTA


def conferir_gatilhos(conexao, selos):
    """Confere se os gatilhos que protegem as tabelas estão lá, e como o programa os fez."""
    nomes = {nome for (nome,) in conexao.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    feitos = dict(conexao.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    quantos = 0
    for tabela in sorted({*SO_CRESCEM, *DO_PROGRAMA} & nomes):
        for sufixo, forma in _gatilhos(tabela):
            nome = "%s_%s" % (tabela, sufixo)
            if nome not in feitos:
                raise Falha("gatilho %s" % nome, "falta: a tabela não está protegida como deveria")
            if not re.fullmatch("CREATE TRIGGER %s %s" % (nome, forma.replace("{t}", tabela)), feitos[nome]):
                raise Falha("gatilho %s" % nome, "não é o que o programa fez")
            quantos += 1
    return quantos


# ---------------------------------------------------------------- tudo


PARTES = {
    "instrumentos": conferir_instrumentos,
    "atos": conferir_atos,
    "corrente": conferir_corrente,
    "sigilo": conferir_sigilo,
    "trilha": conferir_trilha,
    "selos": conferir_selos,
    "operacoes": conferir_operacoes,
    "arquivos": conferir_arquivos,
    "gatilhos": conferir_gatilhos,
    "estrutura": conferir_estrutura,
}
"""Em que ordem se diz qual é o primeiro registro ruim."""
REGISTROS = ("atos", "trilha", "sigilo", "instrumentos", "selos", "arquivos")
DESDE_0011 = ("trilha", "sigilo", "operacoes", "selos", "gatilhos")


def executar(conexao, parte, argumentos):
    """Devolve (parte, primeira posição, quantos conferiu, falha ou nada)."""
    posicao = argumentos[0] if parte in ("atos", "trilha") else 0
    antes = conexao.text_factory
    try:
        if parte not in ("atos", "trilha", "corrente"):
            conexao.text_factory = _tolerante
        return parte, posicao, PARTES[parte](conexao, *argumentos), None
    except Falha as falha:
        return parte, posicao, 0, (falha.onde, falha.detalhe)
    except (sqlite3.DatabaseError, ValueError, TypeError, AttributeError, KeyError, IndexError, OverflowError) as erro:
        return parte, posicao, 0, (parte, "há um valor que não pode ser lido: %s" % erro)
    finally:
        conexao.text_factory = antes


def conferir(conexao, impressos=(), sem=(), progresso=None, mapear=None):
    """Confere um registro aberto; devolve {"falhas": [(onde, detalhe)...], "conferidos": {parte: quantos}, ...}.

    A primeira das falhas é o primeiro registro ruim.  ``impressos`` são pares (número, hash) de selos em papel;
    ``mapear`` recebe a lista de tarefas e devolve os resultados (para usar mais de um processador).
    """
    esquema = conexao.execute("SELECT max(version_num) FROM alembic_version").fetchone()[0]
    partes = [p for p in PARTES if p not in sem and not (esquema < ESQUEMA and p in DESDE_0011)]
    selos = []
    if "selos" in partes:
        selos = ler_selos(conexao)
    rapido, livro = json_igual(conexao), Livro()
    # Corrente e sigilo se veem pela leitura dos atos; só onde ela diz que não, cada um por si, para achar o quê.
    junto = [p for p in ("corrente", "sigilo") if p in partes and "atos" in partes]
    tarefas, atos = [], conexao.execute("SELECT coalesce(max(id), 0) FROM ato").fetchone()[0]
    for parte in sorted(partes, key=lambda p: p not in ("corrente", "estrutura")):  # as mais longas primeiro
        if parte in ("atos", "trilha"):
            total = atos
            if parte == "trilha":
                total = conexao.execute("SELECT coalesce(max(id), 0) FROM trilha").fetchone()[0]
            tarefas += [(parte, (n, min(n + PEDACO - 1, total), rapido)) for n in range(1, total + 1, PEDACO)]
        elif parte not in junto:
            tarefas.append((parte, (selos,)))
        elif parte == "sigilo":
            tarefas.append((parte, (selos, True)))
    conferidos, falhas = dict.fromkeys(partes, 0), []
    feitas = mapear(tarefas) if mapear is not None else (executar(conexao, *tarefa) for tarefa in tarefas)
    for numero, (parte, posicao, quantos, falha) in enumerate(feitas, start=1):
        if isinstance(quantos, Trecho):
            livro.receber(posicao, quantos)
            quantos = quantos.quantos
        conferidos[parte] += quantos
        if falha is not None:
            falhas.append((list(PARTES).index(parte), posicao, falha))
        if progresso is not None:
            progresso(numero, len(tarefas))
    lido = livro.proxima == atos + 1
    if "corrente" in junto:
        conferidos["corrente"] = atos
    certas = {"corrente": lido and livro.confere(selos), "sigilo": lido and livro.sigilo_certo}
    for parte in [p for p in junto if not certas[p]]:
        _, posicao, conferidos[parte], falha = executar(conexao, parte, (selos,))
        lugar = list(PARTES).index(parte)
        falhas = [f for f in falhas if f[0] != lugar]
        if falha is not None:
            falhas.append((lugar, posicao, falha))
    falhas = [falha for _, _, falha in sorted(falhas)] + list(comparar(selos, impressos))
    return {
        "falhas": falhas, "conferidos": conferidos, "esquema": esquema, "atos": atos, "selos": len(selos),
        "registros": sum(conferidos.get(p, 0) for p in REGISTROS),
        "ultimo_selo": (selos[-1]["id"], selos[-1]["hash"], selos[-1]["instante"]) if selos else None,
    }  # fmt: skip


def ler_selo(texto):
    """Lê NÚMERO:HASH como está impresso: espaços e hífens não contam; bastam os 16 primeiros sinais do hash."""
    numero, _, hash_ = texto.partition(":")
    hash_ = re.sub(r"[\s.\-\u2013]", "", hash_).lower()
    if not numero.strip().isdigit() or not re.fullmatch("[0-9a-f]{16,64}", hash_):
        raise ValueError("“%s” não é um selo: escreva o número, dois-pontos e ao menos 16 sinais do código" % texto)
    return int(numero), hash_


def comparar(selos, impressos):
    """Compara os selos do arquivo com os impressos."""
    por_numero = {selo["id"]: selo["hash"] for selo in selos}
    for numero, hash_ in impressos:
        if numero not in por_numero:
            yield "selo %d" % numero, "está impresso e não está no registro: o fim foi cortado, ou o registro é outro"
        elif not str(por_numero[numero]).startswith(hash_):
            yield "selo %d" % numero, "não é o impresso: o que havia até ele foi trocado depois de impresso"


_aberta = None


def _comecar(caminho):
    global _aberta
    _aberta = abrir(caminho)


def _uma(tarefa):
    return executar(_aberta, *tarefa)


def conferir_arquivo(caminho, impressos=(), processos=None, sem=()):
    """Confere um registro em arquivo, com um ou mais processos."""
    conexao = abrir(caminho)
    try:
        if processos is None:
            grande = (conexao.execute("SELECT max(id) FROM ato").fetchone()[0] or 0) > PEDACO
            processos = (os.cpu_count() or 1) if grande else 1
        if processos < 2:
            return conferir(conexao, impressos, sem)
        from concurrent.futures import ProcessPoolExecutor

        with ProcessPoolExecutor(processos, initializer=_comecar, initargs=(str(caminho),)) as grupo:
            return conferir(conexao, impressos, sem, mapear=lambda tarefas: grupo.map(_uma, tarefas))
    finally:
        conexao.close()


def em_palavras(resultado):
    """As linhas do resultado, para quem lê."""
    c = resultado["conferidos"]
    yield "Conferidos: atos, %d; linhas da trilha, %d; selos, %d; documentos guardados, %d." % (
        c.get("atos", 0), c.get("trilha", 0), resultado["selos"], c.get("arquivos", 0))  # fmt: skip
    if resultado["esquema"] > ESQUEMA and not c.get("arquivos"):
        yield "Os bytes dos documentos não foram conferidos: o arquivo REGISTRO.papeis.sqlite3 não está ao lado."
    if resultado["esquema"] < ESQUEMA:
        yield "Registro do esquema %s: a trilha e os selos só formam corrente do 0011 em diante." % resultado["esquema"]
    if resultado["ultimo_selo"]:
        yield "Último selo: %d, %s, de %s (UTC)." % resultado["ultimo_selo"]
    if not resultado["falhas"]:
        yield "TUDO CONFERE."
        return
    yield "NÃO CONFERE. Primeiro registro ruim: %s: %s." % resultado["falhas"][0]
    for falha in resultado["falhas"][1:]:
        yield "  Também: %s: %s." % falha


def main(argumentos=None):
    analisador = argparse.ArgumentParser(description="Confere um registro do bahiaservidor, ou uma cópia; nada grava.")
    analisador.add_argument("registro", help="o arquivo do registro, ou de uma cópia dele")
    analisador.add_argument("--selo", action="append", default=[], metavar="NÚMERO:HASH", help="um selo impresso")
    analisador.add_argument("--json", action="store_true", help="escreve o resultado em JSON")
    analisador.add_argument("--processos", type=int, default=None, help="quantos processos (padrão: um por núcleo)")
    analisador.add_argument("--sem-estrutura", action="store_true", help="não roda o integrity_check do SQLite")
    opcoes = analisador.parse_args(argumentos)
    sem = ("estrutura",) if opcoes.sem_estrutura else ()
    for saida in (sys.stdout, sys.stderr):
        if hasattr(saida, "reconfigure"):
            saida.reconfigure(encoding="utf-8", errors="replace")
    try:
        impressos = [ler_selo(selo) for selo in opcoes.selo]
        resultado = conferir_arquivo(opcoes.registro, impressos, opcoes.processos, sem)
    except (Ilegivel, ValueError, sqlite3.Error, OSError) as erro:
        print("Não foi possível conferir: %s." % erro, file=sys.stderr)
        return 2
    print(json.dumps(resultado, ensure_ascii=False) if opcoes.json else "\n".join(em_palavras(resultado)))
    return 1 if resultado["falhas"] else 0


if __name__ == "__main__":
    sys.exit(main())
