"""The file of one person, put together: timeline, vínculos, deadlines, history."""

from __future__ import annotations

import dataclasses
import json
import typing
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any

from ..estatuto import canonico
from ..estatuto.atos.base import Ressalva, TipoCampo
from ..estatuto.atos.catalogo import POR_TIPO
from ..estatuto.contagem import UM_DIA
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.prazo import Prazo
from ..estatuto.regime import Regimes
from ..estatuto.tipos import Carater, MotivoAfastamento, Situacao, TipoPrazo
from ..estatuto.vida import VidaFuncional
from ..registro import expurgo
from ..registro.conexao import Conexao
from ..registro.consultas import agenda as consultas_da_agenda
from ..registro.consultas import confirmacoes
from ..registro.consultas import ficha as consultas
from ..registro.consultas import minutas as consultas_de_minutas
from ..registro.consultas import pessoas as consultas_de_pessoas
from ..registro.livro import CADASTRO, AtoLido, historico
from ..registro.projecoes import MOTIVO_CARGO_TEMPORARIO
from ..registro.transformados import transformacoes
from ..registro.vidas import montar
from .agenda import linha_prazo, propostas_da_vida
from .expurgos import expurgo_em_palavras
from .fichas_emendas import LivroDaFicha, livro_da_ficha, referencias
from .fichas_funcional import com_funcional, periodos_funcionais
from .fichas_periodos import periodos_no_cargo
from .papeis_emissao import documento_emitido
from .protecao import SIGILO
from .tipos import (
    DadosPessoa,
    EntradaLivro,
    Ficha,
    FichaVinculo,
    Instrumento,
    LinhaPrazo,
    MarcaLinha,
    Minuta,
    PeriodoLinha,
)

_ESPECIES_DE_ID = {
    TipoCampo.CARGO: "cargo",
    TipoCampo.UNIDADE: "unidade",
    TipoCampo.AUTORIDADE: "autoridade",
    TipoCampo.CANDIDATO: "candidato",
    TipoCampo.VINCULO: "vinculo",
}

ROTULOS_DE_CADASTRO: Mapping[str, str] = {
    "nome": "Nome",
    "cpf": "CPF",
    "nascimento": "Nascimento",
    "nome_social": "Nome social",
    "nomes_anteriores": "Nomes anteriores",
    "sexo": "Sexo",
    "pis": "PIS/PASEP",
    "rg": "RG",
    "rg_orgao": "Órgão emissor do RG",
    "rg_uf": "UF do RG",
    "rg_data": "Data do RG",
    "titulo_eleitor": "Título de eleitor",
    "nacionalidade": "Nacionalidade",
    "naturalidade": "Naturalidade",
    "escolaridade": "Escolaridade",
    "matricula": "Matrícula",
}


def montar_ficha(
    conexao: Conexao,
    servidor_id: int,
    dados: DadosPessoa,
    *,
    regimes: Regimes,
    moveis: Mapping[int, Prazo],
    hoje: date,
    com_sigilo: bool = True,
) -> Ficha:
    """Return everything a person's file shows on the day; without ``com_sigilo``, no health data."""
    entradas = historico(conexao, servidor_id)
    atos = [entrada for entrada in entradas if entrada.tipo != CADASTRO]
    leitura = montar(servidor_id, dados.nascimento, atos, transformacoes(conexao))
    vida, livro = leitura.vida, livro_da_ficha(leitura.atos, atos)
    na_linha = livro.na_linha_do_tempo(atos)
    vinculos = com_funcional(conexao, vinculos_da_ficha(conexao, servidor_id, moveis, hoje), vida, hoje)
    numeros = {v.id: v.numero for v in vinculos}
    prazos = tuple(
        linha_prazo(linha)
        for linha in consultas_da_agenda.do_servidor(conexao, servidor_id, hoje=hoje, ajustados=moveis)
    )
    nomes = _nomes(conexao, (*atos, *na_linha), referencias(livro))
    return Ficha(
        servidor_id=servidor_id,
        dados=dados,
        situacao=vinculos[-1].situacao if vinculos else None,
        vinculos=vinculos,
        prazos=prazos,
        marcas=tuple(_marca(entrada, numeros, nomes, livro) for entrada in sorted(na_linha, key=_pela_data)),
        periodos=(*_periodos(conexao, servidor_id, vida, vinculos, prazos), *periodos_funcionais(conexao, vida)),
        historico=tuple(_historico(conexao, entradas, nomes, livro, com_sigilo)),
        documentos=tuple(documento_emitido(linha) for linha in consultas.documentos(conexao, servidor_id)),
        minutas=tuple(
            minuta_da_ficha(gravada)
            for gravada in consultas_de_minutas.listar(conexao, estados=(), servidor_id=servidor_id)
        ),
        propostas=propostas_da_vida(conexao, vida, servidor_id, dados.nome, regimes, hoje),
        ressalvas=tuple(_ressalva(entrada) for entrada in livro.com_ressalva(atos)),
        unificado_em=consultas.unificado_em(conexao, servidor_id),
    )


def vinculos_da_ficha(
    conexao: Conexao, servidor_id: int, moveis: Mapping[int, Prazo], hoje: date
) -> tuple[FichaVinculo, ...]:
    """Return the vínculos of a person as they are stored, with the situation on the day."""
    linhas = consultas.vinculos(conexao, servidor_id)
    situacoes = {
        linha.id: linha.situacao
        for linha in consultas_de_pessoas.linhas(conexao, [v.id for v in linhas], hoje=hoje, ajustados=moveis)
    }
    return tuple(
        FichaVinculo(
            id=v.id,
            numero=v.numero,
            versao=v.versao,
            matricula=v.matricula,
            cargo_id=v.cargo_id,
            cargo=v.cargo,
            carater=Carater(v.carater),
            unidade_id=v.unidade_id,
            unidade=v.unidade,
            orgao=v.orgao,
            situacao=Situacao(situacoes[v.id]),
            nomeacao=v.nomeacao,
            posse=v.posse,
            exercicio=v.exercicio,
            estavel_desde=v.estavel_desde,
            fim=v.fim or v.sem_efeito,
        )
        for v in linhas
    )


# ------------------------------------------------------------------ timeline


def _pela_data(entrada: AtoLido) -> tuple[date, int]:
    return (entrada.data_legal or entrada.registrado_em.date(), entrada.id)


def _marca(entrada: AtoLido, numeros: Mapping[int, int], nomes: _Nomes, livro: LivroDaFicha) -> MarcaLinha:
    detalhe = livro.detalhe(entrada)
    if not detalhe:
        detalhe = "; ".join(
            f"{rotulo}: {valor}" for rotulo, valor in campos_em_palavras(entrada, nomes, com_sigilo=False)[1:4]
        )
    return MarcaLinha(
        ato_id=entrada.id,
        data=_pela_data(entrada)[0],
        tipo=entrada.tipo,
        rotulo=rotulo_da_entrada(entrada),
        detalhe=detalhe,
        vinculo_numero=numeros.get(entrada.vinculo_id or 0, 0),
        ressalva=entrada.ressalva is not None,
    )


def _periodos(
    conexao: Conexao, servidor_id: int, vida: VidaFuncional, vinculos: Sequence[FichaVinculo],
    prazos: Sequence[LinhaPrazo],
) -> Iterable[PeriodoLinha]:  # fmt: skip
    yield from periodos_no_cargo(conexao, vida)
    fim_do_estagio = {p.vinculo_id: p for p in prazos if p.tipo is TipoPrazo.FIM_ESTAGIO}
    for v in vinculos:
        prazo = fim_do_estagio.get(v.id)
        if v.exercicio is not None and prazo is not None and prazo.vence is not None:
            fim = prazo.vence if v.fim is None else min(prazo.vence, v.fim - UM_DIA)
            yield PeriodoLinha(
                inicio=v.exercicio, fim=fim, especie="estagio", rotulo="Estágio probatório", vinculo_numero=v.numero
            )
    for a in consultas.afastamentos(conexao, servidor_id):
        servindo = a.motivo == MOTIVO_CARGO_TEMPORARIO
        rotulo = "Em exercício de cargo temporário" if servindo else MotivoAfastamento(a.motivo).rotulo
        yield PeriodoLinha(inicio=a.inicio, fim=a.fim, especie="afastamento", rotulo=rotulo, vinculo_numero=a.numero)


# ------------------------------------------------------------------ history


_Nomes = dict[tuple[str, int], str]


def _historico(
    conexao: Conexao, entradas: Sequence[AtoLido], nomes: _Nomes, livro: LivroDaFicha, com_sigilo: bool
) -> Iterable[EntradaLivro]:
    papeis = consultas.instrumentos(conexao, [e.instrumento_id for e in entradas if e.instrumento_id is not None])
    confirmadas = confirmacoes.das_operacoes(conexao, {e.operacao_id for e in entradas})
    anterior: dict[tuple[str, int], Mapping[str, Any]] = {}
    ids = [entrada.id for entrada in entradas if entrada.tipo != CADASTRO]
    sigilosos, expurgos = expurgo.com_sigilo(conexao, ids), expurgo.expurgados(conexao, ids)
    for entrada in entradas:
        assunto = (entrada.sujeito_tipo, entrada.sujeito_id)
        if entrada.tipo == CADASTRO:
            campos = tuple(_mudancas(anterior.get(assunto, {}), entrada.conteudo))
            anterior[assunto] = entrada.conteudo
        else:
            campos = livro.campos(entrada, nomes, com_sigilo=com_sigilo) or campos_em_palavras(
                entrada, nomes, com_sigilo=com_sigilo, dizer_que_ha=True
            )
        alvo = livro.alvo(entrada)
        yield EntradaLivro(
            ato_id=entrada.id,
            data=_pela_data(entrada)[0],
            tipo=entrada.tipo,
            rotulo=rotulo_da_entrada(entrada),
            campos=campos,
            requisitos=entrada.requisitos_avaliados(),
            instrumento=_papel(papeis.get(entrada.instrumento_id or 0)),
            ressalva=entrada.ressalva,
            registrado_em=entrada.registrado_em,
            registrado_por=entrada.registrado_por,
            hash=entrada.hash,
            vinculo_id=entrada.vinculo_id,
            operacao_id=entrada.operacao_id,
            situacao=livro.sorte(entrada.id).situacao,
            emendas=livro.linhas(entrada, nomes),
            alvo_id=alvo.id if alvo is not None else None,
            confirmada_por=confirmadas.get(entrada.operacao_id, ""),
            com_sigilo=entrada.id in sigilosos,
            expurgo=expurgo_em_palavras(expurgos.get(entrada.id), entrada.tipo),
        )


def rotulo_da_entrada(entrada: AtoLido) -> str:
    """Return the kind of an entry in words."""
    if entrada.tipo == CADASTRO:
        return "Matrícula" if entrada.sujeito_tipo == "vinculo" else "Dados pessoais"
    definicao = POR_TIPO.get(entrada.tipo)
    return definicao.rotulo if definicao is not None else entrada.tipo


def _mudancas(antes: Mapping[str, Any], depois: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    for nome, rotulo in ROTULOS_DE_CADASTRO.items():
        velho, novo = antes.get(nome) or "", depois.get(nome) or ""
        if velho != novo:
            yield rotulo, _simples(novo) or "(em branco)"


def campos_em_palavras(
    entrada: AtoLido, nomes: Mapping[tuple[str, int], str], *, com_sigilo: bool = True, dizer_que_ha: bool = False
) -> tuple[tuple[str, str], ...]:
    """Return what an act says, field by field, in words; what says nothing is left out.

    Without ``com_sigilo`` so is what is kept apart, or, with ``dizer_que_ha``, which permission shows it stands there.
    """
    definicao = POR_TIPO.get(entrada.tipo)
    if definicao is None:
        return ()
    tipos = canonico.tipos_dos_campos(typing.cast(typing.Hashable, definicao.conteudo))
    partes = []
    for campo in dataclasses.fields(definicao.conteudo):
        valor = entrada.conteudo.get(campo.name)
        if valor in (None, "", [], ()) or "rotulo" not in campo.metadata:
            continue
        if campo.metadata.get("sigiloso") and not com_sigilo:
            if dizer_que_ha:
                partes.append((str(campo.metadata["rotulo"]), SIGILO))
            continue
        especie = _ESPECIES_DE_ID.get(campo.metadata["tipo"])
        if especie is not None and isinstance(valor, int):
            texto = nomes.get((especie, valor), f"nº {valor}")
        else:
            texto = _em_palavras(valor, tipos[campo.name])
        partes.append((str(campo.metadata["rotulo"]), texto))
    return tuple(partes)


def _em_palavras(valor: Any, tipo: Any) -> str:
    for parte in (tipo, *typing.get_args(tipo)):
        if isinstance(parte, type) and issubclass(parte, Enum) and isinstance(valor, str):
            return str(getattr(parte(valor), "rotulo", valor))
    return _simples(valor)


def _simples(valor: Any) -> str:
    if isinstance(valor, bool):
        return "Sim" if valor else "Não"
    if isinstance(valor, str):
        try:
            return formatar_data(date.fromisoformat(valor)) if len(valor) == 10 else valor
        except ValueError:
            return valor
    if isinstance(valor, list):
        # A list of documents checked says how many; each of them is in the papers.
        return f"{len(valor)} itens" if valor and isinstance(valor[0], dict) else ", ".join(_simples(v) for v in valor)
    return str(valor)


def _nomes(conexao: Conexao, atos: Iterable[AtoLido], outros: Mapping[str, set[int]]) -> _Nomes:
    """Return the names of what the acts refer to by number, and of ``outros``."""
    procurados: dict[str, set[int]] = {especie: set(ids) for especie, ids in outros.items()}
    for entrada in atos:
        definicao = POR_TIPO.get(entrada.tipo)
        for campo in dataclasses.fields(definicao.conteudo) if definicao is not None else ():
            especie = _ESPECIES_DE_ID.get(campo.metadata.get("tipo", TipoCampo.TEXTO))
            valor = entrada.conteudo.get(campo.name)
            if especie is not None and isinstance(valor, int):
                procurados.setdefault(especie, set()).add(valor)
    return {
        (especie, id_): nome
        for especie, ids in procurados.items()
        for id_, nome in consultas.nomes(conexao, especie, ids).items()
    }


def _papel(linha: Any) -> Instrumento | None:
    if linha is None:
        return None
    return Instrumento(**{c.name: getattr(linha, c.name) for c in dataclasses.fields(Instrumento)})


def minuta_da_ficha(gravada: consultas_de_minutas.MinutaGravada) -> Minuta:
    """Return a minuta as the file lists it."""
    definicao = POR_TIPO.get(gravada.tipo)
    return Minuta(
        id=gravada.id,
        tipo=gravada.tipo,
        rotulo=definicao.rotulo if definicao is not None else gravada.tipo,
        estado=gravada.estado,
        numero=f"{gravada.numero}/{gravada.ano}" if gravada.numero else "",
        servidor_id=gravada.servidor_id,
        vinculo_id=gravada.vinculo_id,
        nome=gravada.nome,
        cargo=gravada.cargo,
        conteudo=json.loads(gravada.conteudo),
        criada_em=gravada.criada_em,
        motivo=gravada.motivo,
        ato_id=gravada.ato_id,
    )


def _ressalva(entrada: AtoLido) -> str:
    ressalva = entrada.ressalva
    assert isinstance(ressalva, Ressalva)
    partes = [ressalva.tipo.rotulo if ressalva.tipo is not None else "Ressalva"]
    if ressalva.numero:
        partes.append(f"nº {ressalva.numero}")
    if ressalva.data is not None:
        partes.append(f"de {formatar_data(ressalva.data)}")
    falhas = "; ".join(r.falta for r in entrada.requisitos_avaliados() if r.recusa and r.falta)
    return f"{rotulo_da_entrada(entrada)}, {formatar_data(_pela_data(entrada)[0])}: {', '.join(partes)}" + (
        f" ({falhas})" if falhas else ""
    )
