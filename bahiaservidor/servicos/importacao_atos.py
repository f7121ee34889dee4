"""Past acts in a spreadsheet: entered in the order of their dates, by the rules of any act.

What the law refuses stays out, with its article, unless the row brings a ressalva.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from ..estatuto import canonico
from ..estatuto.atos.base import DefinicaoAto, Ressalva, Sujeito, TipoCampo
from ..estatuto.atos.catalogo import POR_TIPO
from ..estatuto.emendas import efetivos
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos import matricula as matricula_
from ..estatuto.formatos.nomes import chave_busca
from ..registro.consultas import importacao as consultas
from .frases import enumerar
from .importacao_atos_campos import (
    CAMPO_ATO,
    CAMPO_DATA,
    CAMPOS_DA_RESSALVA,
    CAMPOS_DE_QUEM,
    CAMPOS_DO_PAPEL,
    atos_importaveis,
    campos_do_ato,
    campos_dos,
    chave_do_campo,
    instrumento_de,
    leitor_do_campo,
)
from .importacao_linha import Efeito, Linha
from .importacao_pessoas import Conhecida, Pessoas
from .importacao_sessao import Especie, Sessao
from .importacao_vinculos import recusar
from .lancamento import Recusa, registrar_em
from .provimento import exigir_acontecido
from .tipos import DadosPessoa, Instrumento, PedidoAto

_TRAZEM_MATRICULA: Final = frozenset({"posse", "exercicio"})
"""Acts with which a vínculo gets its matrícula."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Preparada:
    """A row read as an act."""

    ato: DefinicaoAto
    conteudo: Mapping[str, Any]
    data: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Alvo:
    """Whose act a row is: a vínculo, a person, or somebody new."""

    servidor_id: int | None = None
    vinculo_id: int | None = None
    pessoa: DadosPessoa | None = None
    matricula: str | None = None


class Atos:
    """Enters acts; ``fixo`` when every row is of one kind."""

    def __init__(self, sessao: Sessao, linhas: Sequence[Linha], fixo: DefinicaoAto | None = None) -> None:
        self._sessao = sessao
        self._fixo = fixo
        self._pessoas = Pessoas(sessao, linhas)
        numeros = [linha.valores["matricula"] for linha in linhas if "matricula" in linha.valores]
        achados = consultas.vinculos_das_matriculas(sessao.conexao, numeros) if numeros else []
        self._vinculos: dict[str, tuple[int, int]] = {v.matricula: (v.id, v.servidor_id) for v in achados}
        self._preparadas: dict[int, _Preparada] = {}
        self._papeis: dict[tuple[Any, ...], tuple[Instrumento, int]] = {}

    def ordem(self, linhas: Sequence[Linha]) -> Sequence[Linha]:
        """Return the rows in the order of the dates of their acts; of one day, as the law places them."""
        for linha in linhas:
            ato = self._fixo or linha.get("ato")
            if ato is not None:
                self._preparadas[linha.numero] = self._preparar(linha, ato)

        def chave(linha: Linha) -> tuple[date, int, int]:
            preparada = self._preparadas.get(linha.numero)
            if preparada is None:
                return date.max, 0, linha.numero
            return preparada.data or date.max, preparada.ato.ordem, linha.numero

        return sorted(linhas, key=chave)

    def concluir(self) -> None:
        """Leave nothing to do."""

    # -------------------------------------------------------------- what

    def _preparar(self, linha: Linha, ato: DefinicaoAto) -> _Preparada:
        """Read the fields of the act of a row; what cannot be read is a reason of the row."""
        conteudo: dict[str, Any] = {}
        campos = {campo.name: campo for campo in campos_do_ato(ato)}
        chaves = {nome: chave_do_campo(ato, nome) for nome in campos}
        if ato.campo_data not in linha.valores and "data" in linha.valores:
            chaves[ato.campo_data] = "data"
        for nome, campo in campos.items():
            chave = chaves[nome]
            if chave not in linha.valores:
                continue
            ler = leitor_do_campo(ato, nome) or self._do_registro(campo, linha)
            lido = linha.tentar(chave, ler, linha.valores[chave])
            if lido is not None:
                conteudo[nome] = lido
        sem_ler = {falta.campo for falta in linha.faltas}
        for nome, campo in campos.items():
            chave = chaves[nome]
            if campo.default is dataclasses.MISSING and nome not in conteudo and chave not in sem_ler:
                linha.faltar(chave, f"Falta preencher “{campo.metadata['rotulo']}”, de {ato.rotulo}.")
        self._avisar(linha, ato, set(chaves.values()), campos)
        data = conteudo.get(ato.campo_data)
        return _Preparada(ato=ato, conteudo=conteudo, data=data if isinstance(data, date) else None)

    def _avisar(self, linha: Linha, ato: DefinicaoAto, usadas: set[str], campos: Mapping[str, Any]) -> None:
        """Say what of the row the act has no field for, and what it takes for granted."""
        alheios = [c.rotulo for c in _campos_dos_atos() if c.chave in linha.valores and c.chave not in usadas]
        if alheios:
            linha.avisos.append(f"{ato.rotulo} não tem, e por isso não entra: {enumerar(alheios)}.")
        conferir = (c for nome, c in campos.items() if c.metadata["conferir"] and nome not in linha.valores)
        conferidos = [c.metadata["rotulo"] for c in conferir]
        if conferidos:
            linha.avisos.append(f"Dá por conferido o que a planilha não diz: {enumerar(conferidos)}.")

    def _do_registro(self, campo: dataclasses.Field[Any], linha: Linha) -> Callable[[Any], Any]:
        """Return what finds in the registers what a cell names."""
        quadro = self._sessao.quadro
        tipo = campo.metadata["tipo"]
        if tipo is TipoCampo.CARGO:
            return lambda valor: quadro.cargo(str(valor), linha.textos.get("simbolo", "")).id
        if tipo is TipoCampo.UNIDADE:
            return lambda valor: quadro.unidade(str(valor), linha.textos.get("orgao", "")).id
        if tipo is TipoCampo.AUTORIDADE:
            return lambda valor: quadro.autoridade(str(valor)).id
        return lambda valor: self._candidato(str(valor), linha)

    def _candidato(self, escrito: str, linha: Linha) -> int:
        """Return the candidate of a number, or of the edital that the cell names and the person of the row."""
        if escrito.isdigit():
            return int(escrito)
        achados = consultas.candidatos_de(self._sessao.conexao, linha.get("cpf"), chave_busca(linha.get("nome", "")))
        do_edital = [c for c in achados if chave_busca(c.edital) == chave_busca(escrito)]
        if len(do_edital) != 1:
            quem = linha.get("nome") or "a pessoa desta linha"
            quantos = "não tem" if not do_edital else f"tem {len(do_edital)} vezes"
            raise ErroDominio(f"O concurso “{escrito}” {quantos} {quem} entre os classificados; indique o número.")
        return int(do_edital[0].id)

    # -------------------------------------------------------------- whose

    def _alvo(self, linha: Linha, ato: DefinicaoAto) -> _Alvo:
        numero = linha.get("matricula")
        novo = ato.sujeito is Sujeito.NOVO_VINCULO
        conhecido = self._vinculos.get(numero) if numero else None
        if conhecido is not None:
            vinculo_id, servidor_id = conhecido
            if novo:
                linha.faltar("matricula", f"A matrícula {matricula_.formatar(numero)} já é de outro vínculo.")
            dono = self._pessoas.do_cpf(linha.get("cpf"))
            if linha.get("cpf") and (dono is None or dono.id != servidor_id):
                linha.faltar("cpf", f"O CPF não é o da pessoa da matrícula {matricula_.formatar(numero)}.")
            linha.exigir_limpa()
            return _Alvo(servidor_id=servidor_id, vinculo_id=None if ato.sujeito is Sujeito.SERVIDOR else vinculo_id)
        traz = novo or ato.tipo in _TRAZEM_MATRICULA
        if numero and not traz:
            linha.faltar("matricula", f"A matrícula {matricula_.formatar(numero)} não está no registro.")
        elif not (linha.get("cpf") or linha.get("pis") or (novo and linha.get("nome"))):
            chave = "cpf" if numero else "matricula"
            linha.faltar(chave, "Falta a matrícula ou o CPF de quem o ato trata.")
        linha.exigir_limpa()
        quem = self._pessoas.identificar(linha)
        if quem is None and not novo:
            chave = "cpf" if linha.get("cpf") else "pis"
            linha.faltar(chave, "A pessoa não está no registro; importe antes o vínculo ou a nomeação.")
        if quem is None and novo and not linha.get("nome"):
            linha.faltar("nome", "Falta o nome: a pessoa ainda não está no registro.")
        linha.exigir_limpa()
        if quem is None:
            return _Alvo(pessoa=self._pessoas.dados(linha), matricula=numero)
        return _Alvo(servidor_id=quem.id, vinculo_id=self._do_numero(linha, quem), matricula=numero)

    def _do_numero(self, linha: Linha, quem: Conhecida) -> int | None:
        """Return the vínculo of the number that a row gives; None lets the law choose."""
        numero = linha.get("vinculo")
        if numero is None:
            return None
        vinculos = self._sessao.lote.ler(quem.id).vida.vinculos
        achado = next((v.id for v in vinculos if v.numero == numero), None)
        if achado is None:
            linha.faltar("vinculo", f"{quem.nome} não tem o vínculo nº {numero}.")
            linha.exigir_limpa()
        return achado

    # -------------------------------------------------------------- entering

    def executar(self, linha: Linha) -> Efeito:
        """Enter the act of a row."""
        sessao = self._sessao
        linha.exigir_limpa()
        preparada = self._preparadas[linha.numero]
        ato = preparada.ato
        alvo = self._alvo(linha, ato)
        conteudo = canonico.ler(ato.conteudo, preparada.conteudo)
        if alvo.servidor_id is not None and (antes := self._igual(alvo, ato, conteudo)) is not None:
            return Efeito(
                resultado="sem_mudanca", resumo=f"{ato.rotulo} de {ato.data_de(conteudo):%d/%m/%Y} já está no livro.",
                sujeitos=(("servidor", alvo.servidor_id, antes, "sem_mudanca"),),
            )  # fmt: skip
        papel = self._papel(linha)
        ressalva = self._ressalva(linha)
        pedido = PedidoAto(
            tipo=ato.tipo, conteudo=preparada.conteudo, servidor_id=alvo.servidor_id, vinculo_id=alvo.vinculo_id,
            pessoa=alvo.pessoa, matricula=alvo.matricula, instrumento=papel, ressalva=ressalva,
        )  # fmt: skip
        chave = ato.campo_data if ato.campo_data in linha.valores else "data"
        linha.tentar(chave, exigir_acontecido, pedido, sessao.hoje)
        linha.exigir_limpa()
        try:
            feito = registrar_em(sessao.ctx, sessao.lote, sessao.operacao, pedido, sessao.hoje)
        except Recusa as recusa:
            recusar(linha, recusa, ressalva)
            raise
        linha.avisos += feito.avisos
        sujeitos: list[tuple[str, int, int | None, str]] = [
            ("vinculo", feito.vinculo_id, feito.ato_id, "registrado"),
        ]
        if alvo.pessoa is not None:
            self._pessoas.entrou(linha, feito.servidor_id, alvo.pessoa)
            sujeitos.insert(0, ("servidor", feito.servidor_id, None, "criado"))
        if alvo.matricula:
            self._vinculos[alvo.matricula] = (feito.vinculo_id, feito.servidor_id)
        if papel is not None:
            self._papeis.setdefault(_chave_do_papel(papel), (papel, linha.numero))
        de_quem = linha.get("nome") or linha.textos.get("matricula") or linha.textos.get("cpf", "")
        return Efeito(resultado="entra", resumo=f"{de_quem}: {feito.mensagem}", sujeitos=tuple(sujeitos))

    def _igual(self, alvo: _Alvo, ato: DefinicaoAto, conteudo: Any) -> int | None:
        """Return the number of the same act, already in the book and in force."""
        assert alvo.servidor_id is not None
        campos = [campo.name for campo in campos_do_ato(ato)]
        for feito in efetivos(self._sessao.lote.ler(alvo.servidor_id).atos):
            if feito.tipo != ato.tipo or feito.data != ato.data_de(conteudo):
                continue
            if alvo.vinculo_id is not None and feito.vinculo not in (None, alvo.vinculo_id):
                continue
            if all(getattr(feito.conteudo, nome) == getattr(conteudo, nome) for nome in campos):
                return feito.id
        return None

    def _papel(self, linha: Linha) -> Instrumento | None:
        papel = instrumento_de(linha.valores)
        if papel is None or not papel.numero:
            return papel
        conhecido = self._papeis.get(_chave_do_papel(papel))
        if conhecido is not None:
            outro, onde = conhecido
            for nome in ("doe_edicao", "doe_data", "doe_pagina"):
                aqui, ali = getattr(papel, nome), getattr(outro, nome)
                if aqui and ali and aqui != ali:
                    nome_do_papel = f"{papel.tipo} nº {papel.numero}"
                    linha.faltar(nome, f"O {nome_do_papel} está publicado em outro lugar na linha {onde}.")
            linha.exigir_limpa()
        return papel

    @staticmethod
    def _ressalva(linha: Linha) -> Ressalva | None:
        dados = {
            campo.chave.removeprefix("ressalva_"): linha.valores[campo.chave]
            for campo in CAMPOS_DA_RESSALVA
            if campo.chave in linha.valores
        }
        return Ressalva(**dados) if dados else None


def _chave_do_papel(papel: Instrumento) -> tuple[Any, ...]:
    return (chave_busca(papel.tipo), chave_busca(papel.numero), papel.data)


@cache
def _campos_dos_atos() -> tuple[Any, ...]:
    return campos_dos(atos_importaveis())


def _do_afastamento(sessao: Sessao, linhas: Sequence[Linha]) -> Atos:
    return Atos(sessao, linhas, POR_TIPO["afastamento"])


def especie_dos_atos() -> Especie:
    """Return the kind of import of past acts."""
    return Especie(
        chave="atos",
        rotulo="Atos passados",
        explicacao="Registra atos de qualquer espécie, pela ordem das datas e pelas mesmas regras da tela.",
        campos=(
            CAMPO_ATO, CAMPO_DATA, *CAMPOS_DE_QUEM, *_campos_dos_atos(), *CAMPOS_DO_PAPEL, *CAMPOS_DA_RESSALVA
        ),
        abrir=Atos,
        em_massa=True,
    )  # fmt: skip


def especie_dos_afastamentos() -> Especie:
    """Return the kind of import of absences."""
    ato = POR_TIPO["afastamento"]
    nomes = {campo.name: campo for campo in campos_do_ato(ato)}
    dele = tuple(
        dataclasses.replace(
            campo, rotulo=nomes[campo.chave].metadata["rotulo"], sinonimos=(*campo.sinonimos, *_OUTROS[campo.chave]),
            obrigatorio=campo.chave in ("inicio", "motivo"), exemplo=_EXEMPLOS.get(campo.chave, ""),
        )
        for campo in campos_dos({ato.tipo: ato})
    )  # fmt: skip
    return Especie(
        chave="afastamentos",
        rotulo="Afastamentos e licenças",
        explicacao="Registra licenças, férias e outros afastamentos, do primeiro ao último dia.",
        campos=(*CAMPOS_DE_QUEM, *dele, *CAMPOS_DO_PAPEL, *CAMPOS_DA_RESSALVA),
        abrir=_do_afastamento,
        em_massa=True,
    )


_OUTROS: Final[Mapping[str, tuple[str, ...]]] = {
    "inicio": ("inicio", "data inicio", "data inicial", "de", "dt inicio"),
    "fim": ("fim", "data fim", "data final", "ate", "termino", "dt fim"),
    "motivo": ("tipo", "especie", "licenca", "tipo de afastamento", "tipo de licenca", "afastamento"),
    "suspende_estagio": ("suspende estagio",),
    "fundamento": (),
    "autorizacao": ("autorizacao",),
    "ressarcido": ("ressarcido",),
    "processo": ("processo", "sei", "numero do processo"),
}
_EXEMPLOS: Final[Mapping[str, str]] = {
    "inicio": "01/03/2025", "fim": "30/03/2025", "motivo": "Férias", "processo": "009.0220.2025.0012345-67",
}  # fmt: skip
