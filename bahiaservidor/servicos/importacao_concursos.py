"""Contests and the calendar in a spreadsheet: lists with their candidates, days without expediente."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any, Final

from ..estatuto import dispositivos as d
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.datas import formatar_data
from ..estatuto.formatos.nomes import chave_busca
from ..registro.consultas import cadastros as consultas
from . import concursos, dias
from . import importacao_celulas as celulas
from .frases import enumerar
from .gravacao import dto
from .importacao_base import EmOrdem, cargo_da_linha, efeito
from .importacao_linha import Campo, Efeito, Linha, Valor
from .importacao_sessao import Especie, Sessao
from .importacao_vinculos import CAMPO_CARGO, CAMPO_ORGAO, CAMPO_SIMBOLO
from .movimento import refazer
from .tipos import Candidato, Concurso, DiaSemExpediente, Lista

# ------------------------------------------------------------------ contests

_DO_CONCURSO: Final = (
    Campo(chave="edital", rotulo="Edital", ler=celulas.texto, obrigatorio=True, exemplo="Edital SAEB 01/2024",
          sinonimos=("concurso", "numero do edital")),
    Campo(chave="homologacao", rotulo="Homologação", ler=celulas.data, eh_data=True, exemplo="02/06/2025",
          ajuda="Obrigatória para o concurso que ainda não está no registro.",
          sinonimos=("data da homologacao", "homologado em")),
    Campo(chave="validade_meses", rotulo="Validade (meses)", ler=celulas.inteiro, exemplo="24",
          sinonimos=("validade",)),
    CAMPO_ORGAO,
    Campo(chave="prorrogacao", rotulo="Prorrogação", ler=celulas.data, eh_data=True, sinonimos=("prorrogado em",)),
    Campo(chave="prorrogacao_ato", rotulo="Ato da prorrogação", ler=celulas.texto),
    CAMPO_CARGO,
    CAMPO_SIMBOLO,
    Campo(chave="especialidade", rotulo="Especialidade", ler=celulas.texto, sinonimos=("area",)),
    Campo(chave="polo", rotulo="Polo", ler=celulas.texto, sinonimos=("municipio", "regiao", "localidade")),
    Campo(chave="modalidade", rotulo="Modalidade", ler=celulas.texto, exemplo="Ampla concorrência",
          sinonimos=("lista", "tipo de vaga", "cota")),
    Campo(chave="vagas", rotulo="Vagas do edital", ler=celulas.inteiro, sinonimos=("numero de vagas",)),
    Campo(chave="classificacao", rotulo="Classificação", ler=celulas.colocacao, obrigatorio=True, exemplo="1",
          sinonimos=("posicao", "colocacao", "ordem", "class")),
    Campo(chave="nome", rotulo="Nome do candidato", ler=celulas.nome, obrigatorio=True,
          exemplo="Jacira Portugal de Ávila", sinonimos=("nome", "candidato")),
    Campo(chave="cpf", rotulo="CPF", ler=celulas.cpf, sinonimos=("cpf do candidato",)),
    Campo(chave="nascimento", rotulo="Nascimento", ler=celulas.data, eh_data=True,
          sinonimos=("data de nascimento", "dt nascimento")),
)  # fmt: skip


class _Concursos(EmOrdem):
    """Enters each candidate, with the contest and the list when they are not there yet."""

    def __init__(self, sessao: Sessao, linhas: Sequence[Linha]) -> None:
        super().__init__(sessao, linhas)
        self._concursos = {chave_busca(c.edital): c.id for c in consultas.concursos(sessao.conexao)}
        self._listas: dict[tuple[Any, ...], int] = {}
        self._candidatos: dict[int, dict[int, Any]] = {}
        for concurso_id in self._concursos.values():
            for lista in consultas.listas(sessao.conexao, concurso_id):
                self._listas[_chave_da_lista(lista)] = lista.id

    def executar(self, linha: Linha) -> Efeito:
        cargo = cargo_da_linha(self.sessao, linha)
        orgao = None
        if "orgao" in linha.valores:
            orgao = linha.tentar("orgao", self.sessao.quadro.orgao, linha.get("orgao"))
        concurso_id = self._concursos.get(chave_busca(linha.get("edital", "")))
        if concurso_id is None and "homologacao" not in linha.valores:
            linha.faltar("homologacao", "Falta a homologação: o concurso ainda não está no registro.", d.ART_14)
        linha.exigir_limpa()
        criados: list[tuple[str, int, int | None, str]] = []
        nova_lista = nova = False
        edital = chave_busca(linha.get("edital"))
        if concurso_id is None:
            concurso_id = self._novo_concurso(linha, orgao)
            criados.append(("concurso", concurso_id, None, "criado"))
            nova = True
        lista = Lista(
            concurso_id=concurso_id, cargo_id=cargo.id, especialidade=linha.get("especialidade", ""),
            polo=linha.get("polo", ""), modalidade=linha.get("modalidade", "Ampla concorrência"),
            vagas=linha.get("vagas"),
        )  # fmt: skip
        lista_id = self._listas.get(_chave_da_lista(lista))
        if lista_id is None:
            lista_id = concursos.gravar_lista(self.sessao.conexao, self.sessao.operacao, lista)
            criados.append(("lista", lista_id, None, "criado"))
            nova_lista = True
        feito = self._candidato(linha, lista_id, criados)
        # Kept only now: a row that is refused takes with it the contest and the list that it brought.
        if nova:
            self._concursos[edital] = concurso_id
        if nova_lista:
            self._listas[_chave_da_lista(lista)] = lista_id
        return feito

    def _novo_concurso(self, linha: Linha, orgao: Any) -> int:
        concurso = Concurso(
            orgao_id=orgao and orgao.id,
            **linha.so("edital", "homologacao", "validade_meses", "prorrogacao", "prorrogacao_ato"),
        )
        return concursos.gravar_concurso(self.sessao.ctx, self.sessao.conexao, self.sessao.operacao, concurso)

    def _candidato(self, linha: Linha, lista_id: int, criados: list[tuple[str, int, int | None, str]]) -> Efeito:
        conexao, operacao = self.sessao.conexao, self.sessao.operacao
        gravados = self._candidatos.get(lista_id)
        if gravados is None:
            gravados = {c.id: c for c in consultas.candidatos(conexao, lista_id)}
        novo = Candidato(
            lista_id=lista_id, classificacao=linha.get("classificacao"), nome=linha.get("nome"),
            cpf=linha.get("cpf"), nascimento=linha.get("nascimento"),
        )  # fmt: skip
        chave = (lista_id, novo.classificacao)
        self.sem_repetir(linha, "classificacao", chave, f"O {novo.classificacao}º lugar desta lista")
        no_lugar = next((c for c in gravados.values() if c.classificacao == novo.classificacao), None)
        if no_lugar is not None:
            if chave_busca(no_lugar.nome) != chave_busca(novo.nome):
                linha.faltar(
                    "classificacao", f"No registro, o {novo.classificacao}º lugar é de {no_lugar.nome}.", d.ART_12
                )
                linha.exigir_limpa()
            faltam = {n: v for n in ("cpf", "nascimento") if (v := getattr(novo, n)) and not getattr(no_lugar, n)}
            self.viu(linha, chave)
            if not faltam:
                return Efeito(
                    resultado="sem_mudanca", resumo=f"{novo.nome}: {novo.classificacao}º lugar, já no registro.",
                    sujeitos=(("candidato", no_lugar.id, None, "sem_mudanca"),),
                )  # fmt: skip
            completo = dataclasses.replace(dto(Candidato, no_lugar), **faltam)
            concursos.gravar_candidatos(conexao, operacao, lista_id, [completo], gravados=gravados)
            return Efeito(
                resultado="altera", resumo=f"{novo.nome}: completa {enumerar(list(faltam))}.",
                sujeitos=(("candidato", no_lugar.id, None, "alterado"),),
            )  # fmt: skip
        (id_,) = concursos.gravar_candidatos(conexao, operacao, lista_id, [novo], gravados=gravados)
        gravados[id_] = dataclasses.replace(novo, id=id_)
        if not criados:
            self._candidatos[lista_id] = gravados
        self.viu(linha, chave)
        com = {"concurso": "o concurso", "lista": "a lista"}
        junto = f", com {enumerar([com[tipo] for tipo, *_ in criados])}" if criados else ""
        return Efeito(
            resultado="entra", resumo=f"Classifica {novo.nome} em {novo.classificacao}º lugar{junto}.",
            sujeitos=(*criados, ("candidato", id_, None, "criado")),
        )  # fmt: skip


def _chave_da_lista(lista: Any) -> tuple[Any, ...]:
    palavras = (chave_busca(texto) for texto in (lista.especialidade, lista.polo, lista.modalidade))
    return (lista.concurso_id, lista.cargo_id, *palavras)


CONCURSOS = Especie(
    chave="concursos",
    rotulo="Concursos: listas e candidatos",
    explicacao="Cada linha é um candidato; o concurso e a lista são criados com o primeiro de cada um.",
    campos=_DO_CONCURSO,
    abrir=_Concursos,
)


# ------------------------------------------------------------------ calendar

_ESFERAS: Final = {
    "estadual": "estadual", "estado": "estadual", "municipal": "municipal", "municipio": "municipal",
    "orgao": "orgao", "do orgao": "orgao", "setorial": "orgao",
}  # fmt: skip


def _esfera(valor: Valor) -> str:
    escrita = celulas.texto(valor)
    achada = _ESFERAS.get(chave_busca(escrita))
    if achada is None:
        raise ErroDominio(f"“{escrita}” não é uma esfera: use estadual, municipal ou órgão.")
    return achada


_DO_DIA: Final = (
    Campo(chave="data", rotulo="Data", ler=celulas.data, eh_data=True, obrigatorio=True, exemplo="30/10/2026",
          sinonimos=("dia", "dia sem expediente")),
    Campo(chave="descricao", rotulo="Descrição", ler=celulas.texto, obrigatorio=True, exemplo="Ponto facultativo",
          sinonimos=("nome", "motivo", "evento")),
    Campo(chave="fundamento", rotulo="Fundamento", ler=celulas.texto, obrigatorio=True,
          exemplo="Decreto publicado em 20/01/2026", sinonimos=("decreto", "ato", "portaria")),
    Campo(chave="esfera", rotulo="Esfera", ler=_esfera, exemplo="estadual",
          ajuda="Estadual, municipal ou órgão. Em branco, pelo município e pelo órgão da linha.",
          sinonimos=("abrangencia", "ambito")),
    Campo(chave="municipio", rotulo="Município", ler=celulas.texto, sinonimos=("cidade",)),
    CAMPO_ORGAO,
)  # fmt: skip


class _Calendario(EmOrdem):
    """Enters the days, and moves at the end, once, the deadlines of everybody they touch."""

    def __init__(self, sessao: Sessao, linhas: Sequence[Linha]) -> None:
        super().__init__(sessao, linhas)
        self._antes = sessao.ctx.regimes
        self._pessoas: dict[int, None] = {}

    def executar(self, linha: Linha) -> Efeito:
        orgao = None
        if "orgao" in linha.valores:
            orgao = linha.tentar("orgao", self.sessao.quadro.orgao, linha.get("orgao"))
        linha.exigir_limpa()
        esfera = linha.get("esfera") or ("orgao" if orgao else "municipal" if linha.get("municipio") else "estadual")
        dia = DiaSemExpediente(
            data=linha.get("data"), descricao=linha.get("descricao"), fundamento=linha.get("fundamento"),
            esfera=esfera, municipio=linha.get("municipio", ""), orgao_id=orgao and orgao.id,
        )  # fmt: skip
        onde = (esfera, chave_busca(dia.municipio) if esfera == "municipal" else "", dia.orgao_id)
        chave = (dia.data, *onde)
        self.sem_repetir(linha, "data", chave, f"O dia {formatar_data(dia.data)}")
        gravado = self._gravado(dia, onde)
        if gravado is not None:
            self.viu(linha, chave)
            resumo = f"{formatar_data(dia.data)} já está registrado como sem expediente ({gravado.descricao})."
            return efeito("sem_mudanca", resumo, "dia_sem_expediente", gravado.id)
        id_, pessoas = dias.declarar_em(self.sessao.conexao, self.sessao.operacao, dia)
        self._pessoas.update(dict.fromkeys(pessoas))
        self.viu(linha, chave)
        return efeito("entra", f"{formatar_data(dia.data)}: {dia.descricao}.", "dia_sem_expediente", id_)

    def _gravado(self, dia: DiaSemExpediente, onde: tuple[Any, ...]) -> Any:
        for gravado in consultas.dias(self.sessao.conexao, dia.data.year):
            municipio = chave_busca(gravado.municipio) if gravado.esfera == "municipal" else ""
            do_dia = gravado.data == dia.data and (gravado.esfera, municipio, gravado.orgao_id) == onde
            if do_dia and gravado.revogado_em is None:
                return gravado
        return None

    def concluir(self) -> None:
        """Move the deadlines of whoever the days touch."""
        sessao = self.sessao
        refazer(sessao.ctx, sessao.conexao, list(self._pessoas), antes=self._antes, hoje=sessao.hoje, limite=0)


CALENDARIO = Especie(
    chave="calendario",
    rotulo="Calendário: dias sem expediente",
    explicacao="Registra os dias sem expediente, com o decreto, e move os prazos que eles tocam.",
    campos=_DO_DIA,
    abrir=_Calendario,
    regra=True,
)
