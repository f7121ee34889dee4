"""Ficha funcional: the assentamento individual of a person as on a day, from the book (art. 22)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ..documentos import ficha_funcional as documento
from ..documentos.ficha_funcional import CampoFicha, LinhaFicha
from ..documentos.textos import cpf_formatado
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos import pis
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.vida import VidaFuncional
from ..registro.conexao import Conexao
from ..registro.consultas import confirmacoes
from ..registro.consultas import ficha as consultas
from ..registro.consultas import papeis as consultas_de_papeis
from ..registro.consultas.ficha_papel import anexos
from ..registro.livro import CADASTRO, AtoLido, historico
from ..registro.transformados import transformacoes
from ..registro.vidas import Leitura, montar
from ..relogio import fuso_da_bahia
from . import acessos, papeis_peca
from . import emendas_palavras as palavras
from . import papeis_ficha_secoes as secoes
from . import papeis_fontes as fontes_
from . import papeis_pessoa as comum
from .contexto import Contexto
from .fichas_emendas import LivroDaFicha, livro_da_ficha
from .papeis_acervo import Acervo
from .papeis_emissao import Papel
from .papeis_ficha_vinculo import vinculo_da_ficha
from .papeis_fontes import Fontes
from .papeis_ressalvas import ressalvas_da_pessoa
from .permissoes import Permissao, exige
from .protecao import papel_protegido

ESPECIE = "ficha_funcional"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pessoa:
    """A person as on a day: the record, the life, the acts in force, and the papers that carry them."""

    conexao: Conexao
    linha: Any
    leitura: Leitura
    vida: VidaFuncional
    na_linha: tuple[AtoLido, ...]
    livro: LivroDaFicha
    instrumentos: dict[int, Any]
    confirmadas: dict[int, str]
    alterada_em: date | None
    em: date


@exige(Permissao.EMITIR_DOCUMENTO)
@papel_protegido
def ficha_funcional(
    ctx: Contexto, *, servidor_id: int, com_sigilo: bool = False, hoje: date, em: date | None = None
) -> Papel:
    """Return the ficha of a person as on ``em`` (today by default).

    ``com_sigilo`` prints health data too.  ErroDominio for who is not registered, or was merged into another record.
    """
    quando = em or hoje
    if com_sigilo:
        ctx.exigir(Permissao.VER_SAUDE)
    acessos.anotar(ctx, "servidor", servidor_id, f"ficha impressa: CPF{', saúde' if com_sigilo else ''}")
    with ctx.banco.leitura() as conexao:
        pessoa = _ler(conexao, servidor_id, quando)
        fontes = [_fontes(ctx, pessoa, v.id) for v in pessoa.vida.vinculos]
        orgao_id = fontes_.orgao_do_papel(fontes[-1]) if fontes else papeis_peca.orgao_da_instalacao(conexao)
        orgao = fontes_.orgao(fontes[-1]) if fontes else papeis_peca.cabecalho(conexao)
        modelo = comum.textos(conexao, ESPECIE, orgao_id)
        dados = documento.DadosFicha(
            orgao=orgao,
            nome=pessoa.linha.nome_social or pessoa.linha.nome,
            em=comum.certo(quando, "dia da situação", "dia pedido para a ficha"),
            pessoa=_dados_pessoais(pessoa, com_sigilo=com_sigilo),
            fonte_pessoa=_fonte_da_pessoa(pessoa),
            vinculos=tuple(vinculo_da_ficha(f, quando) for f in fontes),
            movimentacoes=tuple(_movimentacoes(pessoa)),
            funcoes=tuple(secoes.funcoes(conexao, pessoa.vida, com_sigilo=com_sigilo)),
            ausencias=tuple(secoes.ausencias(pessoa.vida, quando, com_sigilo=com_sigilo)),
            penalidades=tuple(_penalidades(pessoa)),
            averbacoes=tuple(secoes.averbacoes(pessoa.vida)),
            declaracoes=tuple(secoes.declaracoes(pessoa.na_linha, pessoa.vida)),
            atos=tuple(_atos(pessoa)),
            emendas=tuple(_emendas(pessoa)),
            anexos=tuple(_anexos(conexao, servidor_id, quando)),
            papeis=tuple(_papeis(conexao, servidor_id, quando)),
            ressalvas=ressalvas_da_pessoa(conexao, servidor_id, quando),
            falecimento=comum.do_fato(pessoa.vida.falecimento, "falecimento"),
            com_sigilo=com_sigilo,
            assinada_em=comum.certo(hoje, "dia da emissão", "dia em que foi emitida") if quando == hoje else None,
            responsavel=comum.responsavel(ctx),
            identificacao=comum.identificar(modelo, quando),
        )
        peca = replace(documento.peca(dados, modelo), memorias=comum.colher(dados, "livro e cadastro da pessoa"))
        return papeis_peca.papel_da_peca(
            peca, ano=hoje.year, orgao_id=orgao_id, assunto=peca.assunto, outros={"servidor_id": servidor_id}
        )


def impedimento(conexao: Conexao, servidor_id: int) -> str:
    """Return why there is no ficha to print; empty when there is."""
    destino = consultas.unificado_em(conexao, servidor_id)
    if destino is None:
        return ""
    nome = consultas.nomes(conexao, "servidor", {destino}).get(destino, f"nº {destino}")
    return f"este cadastro foi unificado ao de {nome}: emita a ficha de lá"


def _ler(conexao: Conexao, servidor_id: int, em: date) -> _Pessoa:
    linha = consultas.servidor(conexao, servidor_id)
    if linha is None:
        raise ErroDominio("A pessoa não está registrada. Nada foi emitido; atualize a lista de servidores.")
    motivo = impedimento(conexao, servidor_id)
    if motivo:
        raise comum.nao_se_aplica(motivo)
    entradas = historico(conexao, servidor_id)
    atos = [entrada for entrada in entradas if entrada.tipo != CADASTRO]
    leitura = montar(servidor_id, linha.nascimento, atos, transformacoes(conexao))
    livro = livro_da_ficha(leitura.atos, atos)
    na_linha = tuple(e for e in sorted(livro.na_linha_do_tempo(atos), key=_pela_data) if _data(e) <= em)
    ids = [e.instrumento_id for e in na_linha if e.instrumento_id is not None]
    da_pessoa = [e.registrado_em for e in entradas if e.tipo == CADASTRO and e.sujeito_tipo == "servidor"]
    return _Pessoa(
        conexao=conexao,
        linha=linha,
        leitura=leitura,
        vida=comum.vida_em(leitura, em),
        na_linha=na_linha,
        livro=livro,
        instrumentos=consultas.instrumentos(conexao, ids),
        confirmadas=confirmacoes.das_operacoes(conexao, {e.operacao_id for e in na_linha}),
        alterada_em=da_pessoa[-1].astimezone(fuso_da_bahia()).date() if da_pessoa else None,
        em=em,
    )


def _fontes(ctx: Contexto, pessoa: _Pessoa, vinculo_id: int) -> Fontes:
    posto = consultas_de_papeis.posto(pessoa.conexao, vinculo_id)
    assert posto is not None
    return Fontes(
        conexao=pessoa.conexao,
        vinculo=pessoa.vida.vinculo(vinculo_id),
        leitura=replace(pessoa.leitura, vida=pessoa.vida),
        posto=posto,
        regimes=ctx.regimes,
        acervo=Acervo(pessoa.conexao),
    )


def _data(entrada: AtoLido) -> date:
    return entrada.data_legal or entrada.registrado_em.date()


def _pela_data(entrada: AtoLido) -> tuple[date, int]:
    return _data(entrada), entrada.id


# ------------------------------------------------------------------ the person


def _dados_pessoais(pessoa: _Pessoa, *, com_sigilo: bool) -> tuple[tuple[CampoFicha, ...], ...]:
    linha = pessoa.linha
    anteriores = " · ".join(json.loads(linha.nomes_anteriores or "[]"))
    rg = " ".join(filter(None, (linha.rg, "/".join(filter(None, (linha.rg_orgao, linha.rg_uf))))))
    origem = "cadastro da pessoa"
    sigilo: tuple[CampoFicha, ...] = (("Deficiência", None, 1.0),) if com_sigilo else ()
    return (
        (("Nome civil", linha.nome, 3.0),),
        (("Nome social", linha.nome_social or "não há", 1.0), ("Nomes anteriores", anteriores or "não há", 1.4)),
        (("CPF", cpf_formatado(linha.cpf), 1.0), ("RG", rg or None, 1.3),
         ("Emissão do RG", comum.dia(linha.rg_data, "emissão do documento de identidade", origem), 0.9),
         ("PIS/PASEP", _pis(linha.pis), 1.0)),
        (("Nascimento", comum.dia(linha.nascimento, "nascimento", origem), 0.9),
         ("Naturalidade", linha.naturalidade, 1.2), ("Nacionalidade", linha.nacionalidade, 1.0),
         ("Título de eleitor", linha.titulo_eleitor, 1.2)),
        (("Sexo", _SEXOS.get(linha.sexo, linha.sexo), 0.8), ("Raça ou cor", None, 0.9),
         ("Estado civil", linha.estado_civil, 1.0),
         ("Escolaridade", linha.escolaridade, 1.4), *sigilo),
        (("Filiação", linha.filiacao, 1.0),),
        (("Endereço", linha.endereco, 1.0),),
        (("Telefone", linha.telefone, 1.0), ("E-mail", linha.email, 1.6)),
        (("Dependentes", None, 1.6), ("Banco, agência e conta", None, 1.4)),
    )  # fmt: skip


_SEXOS = {"M": "Masculino", "F": "Feminino"}


def _pis(numero: str | None) -> str | None:
    return pis.formatar(numero) if numero and pis.valido(numero) else numero


def _fonte_da_pessoa(pessoa: _Pessoa) -> str:
    if pessoa.alterada_em is None:
        return "cadastro da pessoa"
    return f"cadastro da pessoa, última alteração em {formatar_data(pessoa.alterada_em)}; campos em branco não constam"


# ------------------------------------------------------------------ acts


def instrumento_em_palavras(entrada: AtoLido, instrumento: Any | None) -> str:
    """Return the paper that carries an act and where it was published; else its process, else when it was entered."""
    partes = []
    if instrumento is not None:
        nome = " nº ".join(filter(None, (instrumento.tipo, instrumento.numero)))
        partes.append(nome + (f", de {formatar_data(instrumento.data)}" if instrumento.data is not None else ""))
        if instrumento.doe_edicao or instrumento.doe_data is not None:
            doe = f"DOE nº {instrumento.doe_edicao}" if instrumento.doe_edicao else "DOE"
            doe += f", de {formatar_data(instrumento.doe_data)}" if instrumento.doe_data is not None else ""
            partes.append(doe + (f", p. {instrumento.doe_pagina}" if instrumento.doe_pagina else ""))
    processo = entrada.conteudo.get("processo")
    if isinstance(processo, str) and processo:
        partes.append(f"processo {processo}")
    if entrada.tipo == "assentamento_inicial":
        partes.append("assentamento inicial, fonte " + str(entrada.conteudo.get("fonte", "")).replace("_", " ").upper())
    if partes:
        return "; ".join(partes)
    return f"registrado em {formatar_data(entrada.registrado_em.astimezone(fuso_da_bahia()).date())}"


def _linha_do_ato(pessoa: _Pessoa, entrada: AtoLido) -> tuple[Any, str, str]:
    instrumento = pessoa.instrumentos.get(entrada.instrumento_id or 0)
    rotulo = pessoa.livro.por_id[entrada.id].definicao.rotulo
    data = comum.certo(_data(entrada), rotulo.lower(), comum.origem_do_ato(entrada.id))
    papel = instrumento_em_palavras(entrada, instrumento)
    quem = pessoa.confirmadas.get(entrada.operacao_id)
    return data, rotulo, f"{papel}; confirmado por segunda pessoa, {quem}".lstrip("; ") if quem else papel


def _atos(pessoa: _Pessoa) -> Iterator[LinhaFicha]:
    numeros = {v.id: v.numero for v in pessoa.vida.vinculos}
    for entrada in pessoa.na_linha:
        if not palavras.eh_forma(entrada.tipo):
            data, rotulo, papel = _linha_do_ato(pessoa, entrada)
            numero = numeros.get(entrada.vinculo_id or 0)
            yield data, str(numero) if numero else None, rotulo, papel


def _emendas(pessoa: _Pessoa) -> Iterator[LinhaFicha]:
    for entrada in pessoa.na_linha:
        if palavras.eh_forma(entrada.tipo):
            data, rotulo, papel = _linha_do_ato(pessoa, entrada)
            yield data, rotulo, "; ".join((pessoa.livro.detalhe(entrada), papel))


def _movimentacoes(pessoa: _Pessoa) -> Iterator[LinhaFicha]:
    movimentos = [e for e in pessoa.na_linha if e.tipo in ("remocao", "relotacao", "permuta")]
    unidades = {e.conteudo["unidade"] for e in movimentos if isinstance(e.conteudo.get("unidade"), int)}
    nomes = consultas.nomes(pessoa.conexao, "unidade", unidades)
    for entrada in movimentos:
        data, rotulo, papel = _linha_do_ato(pessoa, entrada)
        yield data, rotulo, nomes.get(entrada.conteudo.get("unidade") or 0), papel


_PENAS = frozenset({"demissao", "cassacao_aposentadoria", "cassacao_disponibilidade"})


def _penalidades(pessoa: _Pessoa) -> Iterator[LinhaFicha]:
    linhas: list[tuple[date, LinhaFicha]] = []
    for entrada in pessoa.na_linha:
        if entrada.tipo in _PENAS:
            data, rotulo, papel = _linha_do_ato(pessoa, entrada)
            linhas.append((data.data, (data, rotulo, None, papel, None)))
    linhas += secoes.suspensoes(pessoa.vida, pessoa.em)
    yield from (linha for _, linha in sorted(linhas, key=lambda par: par[0]))


# ------------------------------------------------------------------ papers received and issued


def _anexos(conexao: Conexao, servidor_id: int, em: date) -> Iterator[LinhaFicha]:
    for a in anexos(conexao, servidor_id):
        recebido = a.recebido_em.astimezone(fuso_da_bahia()).date()
        if recebido <= em:
            quando = comum.certo(a.data or recebido, "documento recebido", f"anexo {a.id}")
            yield quando, a.nome, a.descricao or a.peca, str(a.paginas) if a.paginas else None


def _papeis(conexao: Conexao, servidor_id: int, em: date) -> Iterator[LinhaFicha]:
    emitidos: Sequence[Any] = consultas.documentos(conexao, servidor_id)
    for d in sorted(emitidos, key=lambda d: d.id):
        quando = d.emitido_em.astimezone(fuso_da_bahia()).date()
        # The fichas themselves stay out: the next one would never be equal to the last.
        if quando <= em and not d.especie.startswith(ESPECIE) and d.origem_id is None:
            yield (
                comum.certo(quando, "emissão", f"documento emitido {d.id}"),
                d.titulo,
                _em_grupos(d.codigo or d.hash[:16]),
            )


def _em_grupos(codigo: str) -> str:
    """Return a code as the footer of the paper has it, in groups of four."""
    return " ".join(codigo[i : i + 4] for i in range(0, len(codigo), 4))
