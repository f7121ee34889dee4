"""The reader of the Diário Oficial: text in, proposed acts out, and nothing of the text dropped in silence.

It proposes and never decides: each proposta carries the very text it came from, what is missing and what is doubtful.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from bahiaservidor.estatuto.formatos.nomes import normalizar

from .diario_oficial_avisos import avisos
from .diario_oficial_blocos import Bloco, blocos
from .diario_oficial_campos import PROCESSO
from .diario_oficial_datas import datas
from .diario_oficial_listas import itens_da_lista
from .diario_oficial_lugares import devolver
from .diario_oficial_paginas import Pagina, paginas
from .diario_oficial_papeis import PapelLido, montar, partir
from .diario_oficial_pessoas import PALAVRA_DE_COISA
from .diario_oficial_propostas import ler_ato, proposta, proposta_da_linha
from .diario_oficial_tabelas import ler_tabela
from .diario_oficial_texto import Corrido, Linha, compor, correr, dobrar, linhas, visivel
from .diario_oficial_tipos import (
    AtoReferido,
    Campo,
    EspecieTrecho,
    Forma,
    Ignorado,
    Leitura,
    Papel,
    Proposta,
    SituacaoLeitura,
    Trecho,
)
from .diario_oficial_verbos import VERBO, nome_do_verbo

__all__ = [
    "AtoReferido",
    "Campo",
    "EspecieTrecho",
    "Forma",
    "Ignorado",
    "Leitura",
    "Papel",
    "Proposta",
    "SituacaoLeitura",
    "Trecho",
    "ler",
]

_ABAIXO: Final = re.compile(
    r"abaixo\s+(?:relacionad|listad|indicad|nomead|discriminad)\w*(?:\(\w{1,2}\))?s?\s*(?:no anexo unico)?\s*[:.]?"
)
_NOME_DE_QUEM_ASSINA: Final = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ'’.\-]*(?: (?:d[aeo]s? |e )?[A-ZÀ-Þ][A-ZÀ-Þ'’.\-]*)+")


@dataclass(slots=True, kw_only=True)
class _Mesa:
    """What is being put together while a text is read."""

    texto: str
    papeis: list[Papel] = field(default_factory=list)
    propostas: list[Proposta] = field(default_factory=list)
    ignorados: list[Ignorado] = field(default_factory=list)


def ler(texto: str) -> Leitura:
    """Return the papers and acts a text seems to have.  Any text is read: what is not understood comes back as such."""
    composto, lugares = compor(texto)
    leitura = _ler(composto)
    return leitura if lugares is None else devolver(leitura, texto, lugares)


def _ler(texto: str) -> Leitura:
    mesa = _Mesa(texto=texto)
    todas = linhas(texto)
    das_paginas = paginas(todas)
    for numero, pagina in das_paginas.items():
        mesa.ignorados.append(Ignorado(inicio=todas[numero].inicio, fim=todas[numero].fim, motivo=pagina.motivo))
    edicoes = sorted((todas[numero].inicio, pagina) for numero, pagina in das_paginas.items())
    restantes = _sem_paginas(todas, das_paginas)
    for grupo in partir(restantes):
        _ler_papel(mesa, montar(grupo), edicoes)
    _cobrir(mesa)
    ordenadas = sorted(mesa.propostas, key=lambda p: (p.inicio, p.fim))
    if ordenadas != mesa.propostas:
        ordenadas = [replace(p, ordem=ordem) for ordem, p in enumerate(ordenadas, start=1)]
    return Leitura(
        papeis=tuple(mesa.papeis),
        propostas=tuple(ordenadas),
        ignorados=tuple(sorted(mesa.ignorados, key=lambda i: i.inicio)),
        avisos=avisos(mesa.papeis, ordenadas),
    )


def _sem_paginas(todas: list[Linha], das_paginas: dict[int, Pagina]) -> list[Linha]:
    """Return the lines that are not the page's; the blanks around those are not the end of a paragraph."""
    prontas: list[Linha] = []
    depois_de_pagina = False
    for numero, linha in enumerate(todas):
        if numero in das_paginas:
            depois_de_pagina = True
            continue
        prontas.append(replace(linha, depois_de_vazia=False) if depois_de_pagina and prontas else linha)
        depois_de_pagina = False
    return prontas


def _ler_papel(mesa: _Mesa, papel: PapelLido, edicoes: list[tuple[int, Pagina]]) -> None:
    numero = len(mesa.papeis)
    inicio, fim = papel.linhas[0].inicio, papel.linhas[-1].fim
    edicao = [pagina for posicao, pagina in edicoes if posicao <= inicio] or [p for _, p in edicoes]
    pronto = Papel(
        forma=papel.forma,
        tipo=papel.tipo,
        numero=papel.numero,
        data=papel.data,
        autoridade=papel.autoridade,
        orgao=papel.orgao,
        inicio=inicio,
        fim=fim,
        publicacao=next((p.doe_data for p in reversed(edicao) if p.doe_data), None),
        doe_numero=next((p.doe_numero for p in reversed(edicao) if p.doe_numero), None),
        pagina=next((p.pagina for p in reversed(edicao) if p.pagina), None),
        processo=_processo(papel.cabeca),
    )
    trechos: list[Trecho] = []
    if papel.cabeca.mostra.strip():
        de, ate = papel.cabeca.original(0, len(papel.cabeca.mostra))
        trechos.append(Trecho(inicio=de, fim=ate, especie="cabecalho"))
    corpo = papel.corpo
    mesa.papeis.append(pronto)
    depois_da_tabela = _ler_tabelas(mesa, papel, numero, trechos) if "matricula" in corpo.chave else None
    if depois_da_tabela is not None:
        corpo = depois_da_tabela
    fecho = _ler_corpo(mesa, corpo, numero, trechos)
    mesa.papeis[numero] = replace(
        pronto,
        trechos=tuple(sorted(trechos, key=lambda t: t.inicio)),
        signatario=fecho.signatario,
        data_efeito=fecho.data_efeito,
        efeito_na_publicacao=fecho.efeito_na_publicacao,
    )
    if pronto.processo is not None:
        mesa.propostas = [
            replace(p, processo=pronto.processo) if p.papel == numero and p.processo is None and p.verbo else p
            for p in mesa.propostas
        ]


def _processo(cabeca: Corrido) -> str | None:
    achado = PROCESSO.search(cabeca.chave)
    return re.sub(r"\s", "", achado[0]) if achado else None


def _ler_tabelas(mesa: _Mesa, papel: PapelLido, numero: int, trechos: list[Trecho]) -> Corrido | None:
    """Read the table of a paper with one; return what comes after it, None when there is none."""
    corpo = papel.corpo
    verbo = VERBO.search(corpo.chave, 0, 200)
    abaixo = _ABAIXO.search(corpo.chave, 0, 2000)
    if verbo is None or abaixo is None:
        return None
    limite = corpo.posicoes[abaixo.end() - 1] + 1
    seguintes = [_cortada(linha, limite) for linha in papel.linhas_do_corpo if linha.fim > limite]
    seguintes = [linha for linha in seguintes if linha.chave]
    tabela = ler_tabela(seguintes)
    if tabela is None:
        return None
    frase = corpo.fatia(0, abaixo.end())
    lida = ler_ato(frase, nome_do_verbo(verbo), verbo.end())
    de = frase.original(0, len(frase.mostra))[0] if frase.mostra else limite
    trechos.append(Trecho(inicio=de, fim=tabela.fim_do_titulo, especie="cabecalho"))
    for registro in tabela.registros:
        mesa.propostas.append(
            proposta_da_linha(mesa.texto, lida, registro, papel=numero, ordem=len(mesa.propostas) + 1)
        )
    return correr(tabela.resto)


def _cortada(linha: Linha, limite: int) -> Linha:
    """Return what a line has from an offset on."""
    if linha.inicio >= limite:
        return linha
    mostra = linha.mostra[limite - linha.inicio :]
    salto = len(mostra) - len(mostra.lstrip())
    comeco = limite - linha.inicio + salto
    return replace(
        linha, inicio=linha.inicio + comeco, mostra=linha.mostra[comeco:], chave=linha.chave[comeco:],
        depois_de_vazia=False,
    )  # fmt: skip


@dataclass(slots=True, kw_only=True)
class _Fecho:
    """What the end of a paper says of all of it."""

    signatario: str | None = None
    data_efeito: date | None = None
    efeito_na_publicacao: bool = False


def _ler_corpo(mesa: _Mesa, corpo: Corrido, numero: int, trechos: list[Trecho]) -> _Fecho:
    """Read the acts of a body and what lies between them; return what its closing clauses say of the whole paper."""
    fecho = _Fecho()
    assinado = False
    for bloco in blocos(corpo):
        fatia = corpo.fatia(bloco.inicio, bloco.fim)
        if not fatia.mostra:
            continue
        de, ate = fatia.original(0, len(fatia.mostra))
        if bloco.especie == "ato":
            assinado = False
            _ler_bloco(mesa, fatia, bloco, numero, trechos)
        elif bloco.especie == "assinatura" or (
            bloco.especie in ("secao", "solto") and assinado and len(fatia.mostra) < 120
        ):
            assinado = True
            trechos.append(Trecho(inicio=de, fim=ate, especie="rodape"))
            fecho.signatario = fecho.signatario or _signatario(mesa.texto[de:ate])
        elif bloco.especie == "clausula":
            trechos.append(Trecho(inicio=de, fim=ate, especie="rodape"))
            _ler_efeitos(fecho, fatia)
        elif bloco.especie == "secao":
            motivo = "título de seção" if len(fatia.mostra) > 12 else "numeração do artigo ou do item"
            mesa.ignorados.append(Ignorado(inicio=de, fim=ate, motivo=motivo))
        elif bloco.especie == "outro":
            duvida = "O que se resolve aqui não é ato da ficha de um servidor."
            mesa.propostas.append(_sem_ato(mesa, de, ate, numero, "nao_e_ato", duvida))
        elif bloco.especie == "desistencia":
            duvida = (
                "Relação de desistências: não é ato; se alguém dela foi nomeado, procure o ato que desfez a nomeação."
            )
            mesa.propostas.append(_sem_ato(mesa, de, ate, numero, "nao_e_ato", duvida))
        else:
            duvida = "Não se pôde ler como ato; leia o trecho e, se for um, lance-o pela tela de atos."
            mesa.propostas.append(_sem_ato(mesa, de, ate, numero, "nao_lida", duvida))
    return fecho


def _sem_ato(mesa: _Mesa, de: int, ate: int, papel: int, situacao: SituacaoLeitura, duvida: str) -> Proposta:
    ordem, texto = len(mesa.propostas) + 1, mesa.texto[de:ate]
    return Proposta(
        ordem=ordem, papel=papel, inicio=de, fim=ate, texto=texto, verbo="", duvidas=(duvida,), situacao=situacao
    )


def _ler_bloco(mesa: _Mesa, fatia: Corrido, bloco: Bloco, numero: int, trechos: list[Trecho]) -> None:
    depois = bloco.depois - bloco.inicio
    lista = itens_da_lista(fatia)
    if lista is None:
        mesa.propostas.append(
            proposta(mesa.texto, ler_ato(fatia, bloco.verbo, depois), papel=numero, ordem=len(mesa.propostas) + 1)
        )
        return
    frase = fatia.fatia(0, lista.inicio)
    for de, ate in [(0, lista.inicio), *lista.titulos]:
        inicio, fim = fatia.original(de, ate)
        trechos.append(Trecho(inicio=inicio, fim=fim, especie="cabecalho"))
    lida = ler_ato(frase, bloco.verbo, depois)
    for item in lista.itens:
        mesa.propostas.append(item.proposta(mesa.texto, fatia, lida, papel=numero, ordem=len(mesa.propostas) + 1))


def _signatario(texto: str) -> str | None:
    """Return who signs: the first line that is a name alone."""
    for linha in texto.splitlines()[:4]:
        nome = linha.strip()
        if _NOME_DE_QUEM_ASSINA.fullmatch(nome) and not PALAVRA_DE_COISA.match(dobrar(nome)):
            return normalizar(nome)
    return None


def _ler_efeitos(fecho: _Fecho, fatia: Corrido) -> None:
    efeito = re.search(r"(?:efeitos?|retroag|a partir d|a contar d)", fatia.chave)
    lidas = [
        d.dia for d in datas(fatia.chave) if d.dia is not None and efeito is not None and d.inicio > efeito.start()
    ]
    if lidas:
        fecho.data_efeito = lidas[0]
    fecho.efeito_na_publicacao |= re.search(r"data (?:da|de) (?:sua )?publicacao", fatia.chave) is not None


def _cobrir(mesa: _Mesa) -> None:
    """Give back as not read whatever no paper, proposta or ``Ignorado`` has: the promise that nothing is dropped."""
    intervalos = [(t.inicio, t.fim) for papel in mesa.papeis for t in papel.trechos]
    intervalos += [(p.inicio, p.fim) for p in mesa.propostas]
    intervalos += [(i.inicio, i.fim) for i in mesa.ignorados]
    fim = 0
    for de, ate in [*sorted(intervalos), (len(mesa.texto), len(mesa.texto))]:
        if de > fim:
            _cobrir_vao(mesa, fim, de)
        fim = max(fim, ate)


def _cobrir_vao(mesa: _Mesa, de: int, ate: int) -> None:
    vao = mesa.texto[de:ate]
    visiveis = [n for n in (0, *range(len(vao))) if vao and visivel(vao[n])]
    if not visiveis:
        return
    inicio, fim = de + visiveis[0], de + visiveis[-1] + 1
    if not any(c.isalnum() for c in mesa.texto[inicio:fim]):
        mesa.ignorados.append(Ignorado(inicio=inicio, fim=fim, motivo="pontuação solta"))
        return
    papel = max((n for n, p in enumerate(mesa.papeis) if p.inicio <= inicio), default=0)
    if not mesa.papeis:
        mesa.papeis.append(Papel(forma="?", tipo=None, inicio=inicio, fim=fim))
    duvida = "Não se pôde ler como ato; leia o trecho e, se for um, lance-o pela tela de atos."
    mesa.propostas.append(_sem_ato(mesa, inicio, fim, papel, "nao_lida", duvida))
