"""The deadlines as the registry says on a day: what the quarterly report is counted from.

For whom has no act dated after the day, the stored rows tell it, with the state computed for the day (and those that
move with the day computed again).  For the others, and for whom has corrections, which reach back, the book is folded
with only the acts dated up to the day.  Two kinds are of the report alone: the end of the validity of a concurso (N4)
and the return from a leave, the day after its last one, which is met by the day itself unless an adjoining act prolongs
the leave.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from ..documentos.relatorio_modelos import Especie
from ..estatuto import dispositivos as d
from ..estatuto.atos.nomeacao import validade
from ..estatuto.dobra import dobrar
from ..estatuto.emendas import efetivos
from ..estatuto.prazo import Prazo
from ..estatuto.prazos import prazos_do_vinculo
from ..estatuto.quadro import Transformacoes
from ..estatuto.regime import Regimes
from ..estatuto.tipos import EstadoPrazo
from ..estatuto.vida import VidaFuncional, Vinculo
from ..registro import quarentena
from ..registro.conexao import Conexao
from ..registro.consultas import relatorio as consultas
from ..registro.consultas.dependentes import recomputar
from ..registro.transformados import transformacoes
from ..registro.vidas import ler_atos
from .concursos import situacao_do_concurso
from .relatorio_item import (
    UM_DIA,
    Chave,
    Item,
    Passagem,
    Recorte,
    aberto_em_do_prazo,
    ausentes_de,
    item_gravado,
    pende,
    sem_resposta,
    unidos,
)

_LOTE: Final = 300


class Fotografia:
    """The deadlines on ``dia``, read from one open reading of the registry."""

    def __init__(self, conexao: Conexao, regimes: Regimes, dia: date, passagem: Passagem) -> None:
        self.dia = dia
        self._conexao, self._regimes, self._passagem = conexao, regimes, passagem
        self.fora = quarentena.pessoas(conexao)
        # Who is set aside is left out of the rows, as who is folded, and is not folded.
        self._dobrados = consultas.pessoas_a_dobrar(conexao, dia) | self.fora
        self._moveis = recomputar(conexao, regimes, dia)
        self._unidades = consultas.unidades(conexao)
        self._transformacoes: Transformacoes = transformacoes(conexao)
        self._fim_de_mes = regimes(None, None).opcoes.fim_de_mes
        passagem.esperar(len(self._dobrados))

    # ------------------------------------------------------------ asking

    def itens(self, recorte: Recorte, pendentes: set[Chave] | None = None) -> Iterator[Item]:
        """Yield the deadlines of the cut.

        ``pendentes``, when given, receives the keys of all that nothing has closed, by a question apart: what the
        report reconciles is held against it.
        """
        if pendentes is not None:
            pendentes.update(self._pendentes_gravados(recorte))
        yield from self._gravados(recorte)
        yield from self._movidos_pelo_dia(recorte)
        yield from self._retornos_gravados(recorte)
        for item in self._dobrar(self._dobrados, recorte.orgao_id):
            if recorte.cabe(item.vence, item.pendente, item.aberto_em):
                yield item
            if pendentes is not None and pende(item, recorte):
                pendentes.add(item.chave)
        for item in self._concursos():
            if recorte.orgao_id is None or item.orgao_id == recorte.orgao_id:
                if recorte.cabe(item.vence, item.pendente, item.aberto_em):
                    yield item
                if pendentes is not None and pende(item, recorte):
                    pendentes.add(item.chave)

    def por_chave(self, chaves: Collection[Chave]) -> dict[Chave, Item]:
        """Return, by key, the deadlines asked for that exist on the day, of any órgão."""
        procuradas = set(chaves)
        vinculos = {chave[1] for chave in procuradas if chave[0] != Especie.VALIDADE_CONCURSO}
        donos = consultas.pessoas_dos_vinculos(self._conexao, vinculos)
        a_dobrar = {pessoa for pessoa in donos.values() if pessoa in self._dobrados}
        gravados = {v for v, pessoa in donos.items() if pessoa not in self._dobrados}
        self._passagem.esperar(len(a_dobrar))
        achados: dict[Chave, Item] = {}
        for item in self._todos(gravados, a_dobrar):
            if item.chave in procuradas:
                achados[item.chave] = item
        return achados

    def _todos(self, vinculos: Collection[int], a_dobrar: Collection[int]) -> Iterator[Item]:
        lidos = consultas.prazos_dos_vinculos(self._conexao, vinculos, dia=self.dia)
        yield from (self._com_o_dia(lido) for lido in lidos)
        ausencias = consultas.afastamentos_dos_vinculos(self._conexao, vinculos)
        yield from self._retornos_de(ausencias)
        yield from self._dobrar(a_dobrar, None)
        yield from self._concursos()

    def passageiros(self, desde: date, inicio: date, fim: date) -> dict[Chave, date]:
        """Return what, between two acts dated after ``desde`` and up to the day, was due in the period: until when.

        What opened and moved on before anybody took a photograph.
        """
        todas = consultas.pessoas_com_varios_dias(self._conexao, depois=desde, ate=self.dia)
        pessoas = sorted(todas - quarentena.pessoas(self._conexao))
        self._passagem.esperar(len(pessoas))
        achados: dict[Chave, date] = {}
        for comeco in range(0, len(pessoas), _LOTE):
            lote = pessoas[comeco : comeco + _LOTE]
            for nascimento, lidos in ler_atos(self._conexao, lote).values():
                atos = efetivos(lidos)
                dias = sorted({ato.data for ato in atos if desde < ato.data <= self.dia})
                for dia in dias[:-1]:
                    vida = dobrar(nascimento, [ato for ato in atos if ato.data <= dia])
                    for vinculo in vida.vinculos:
                        achados |= {
                            chave: vence for chave, vence in self._vencimentos(vida, vinculo, dia)
                            if vence is not None and inicio <= vence <= fim
                        }  # fmt: skip
            self._passagem.andar(len(lote))
        return achados

    def _vencimentos(self, vida: VidaFuncional, vinculo: Vinculo, dia: date) -> Iterator[tuple[Chave, date | None]]:
        for prazo in prazos_do_vinculo(vida, vinculo, self._regimes, dia):
            yield (prazo.tipo.value, vinculo.id, prazo.posicao), prazo.vence
        for _, fim, ato in unidos(ausentes_de(vinculo)):
            yield (Especie.RETORNO_AFASTAMENTO.value, vinculo.id, ato), None if fim is None else fim + UM_DIA

    # ------------------------------------------------------------ as stored

    def _gravados(self, recorte: Recorte) -> Iterator[Item]:
        lidos = consultas.prazos_do_periodo(
            self._conexao, inicio=recorte.inicio, fim=recorte.fim, antes_de=recorte.antes_de,
            suspensos_ate=recorte.suspensos_ate, orgao_id=recorte.orgao_id, dia=self.dia,
        )  # fmt: skip
        for numero, lido in enumerate(lidos):
            if numero % 1000 == 0:
                self._passagem.andar(0)
            if lido.servidor_id not in self._dobrados and lido.id not in self._moveis:
                yield item_gravado(lido)

    def _movidos_pelo_dia(self, recorte: Recorte) -> Iterator[Item]:
        for lido in consultas.prazos_por_id(self._conexao, self._moveis.keys(), dia=self.dia):
            if lido.servidor_id in self._dobrados:
                continue
            item = self._com_o_dia(lido)
            do_orgao = recorte.orgao_id is None or item.orgao_id == recorte.orgao_id
            if do_orgao and recorte.cabe(item.vence, item.pendente, item.aberto_em):
                yield item

    def _com_o_dia(self, lido: consultas.PrazoLido) -> Item:
        """Return a stored row with the dates of this day, where an absence without an end moves them (S5)."""
        item = item_gravado(lido)
        prazo = self._moveis.get(lido.id)
        if prazo is None:
            return item
        return item._replace(
            vence=prazo.vence, vence_ultimo=prazo.vence_ultimo, estado=prazo.estado(self.dia),
            pendente=sem_resposta(prazo, self.dia),
        )  # fmt: skip

    def _pendentes_gravados(self, recorte: Recorte) -> Iterator[Chave]:
        lidas = consultas.chaves_pendentes(
            self._conexao, inicio=recorte.inicio, fim=recorte.fim, antes_de=recorte.antes_de,
            orgao_id=recorte.orgao_id, dia=self.dia,
        )  # fmt: skip
        for lida in lidas:
            if lida.servidor_id not in self._dobrados and lida.id not in self._moveis:
                yield (lida.tipo, lida.vinculo_id, lida.numero)
        for item in self._movidos_pelo_dia(recorte._replace(suspensos_ate=recorte.fim)):
            if pende(item, recorte):
                yield item.chave
        for item in self._retornos_gravados(recorte):
            if pende(item, recorte):
                yield item.chave

    def _retornos_gravados(self, recorte: Recorte) -> Iterator[Item]:
        # One that ended before the quarter is pending only on a day before its own end.
        de = min(recorte.inicio, self.dia) - UM_DIA
        ausencias = consultas.afastamentos_que_terminam(self._conexao, de=de, ate=recorte.fim - UM_DIA)
        for item in self._retornos_de(ausencias):
            do_orgao = recorte.orgao_id is None or item.orgao_id == recorte.orgao_id
            if do_orgao and recorte.cabe(item.vence, item.pendente, item.aberto_em):
                yield item

    def _retornos_de(self, ausencias: Mapping[int, Sequence[consultas.AfastamentoLido]]) -> Iterator[Item]:
        lidos = consultas.vinculos(self._conexao, ausencias.keys())
        for id_, periodos in ausencias.items():
            lido = lidos.get(id_)
            if lido is None or lido.servidor_id in self._dobrados:
                continue
            ausentes = [(a.inicio, a.fim, a.ato_id or 0) for a in periodos]
            yield from self._retornos(lido, lido.cargo, lido.unidade_id, ausentes, lido.encerrado_em)

    # ------------------------------------------------------------ folded

    def _dobrar(self, pessoas: Collection[int], orgao_id: int | None) -> Iterator[Item]:
        """Yield every deadline of these people, of an órgão if one is given, from the acts dated up to the day."""
        ordenadas = sorted(set(pessoas) - self.fora)
        for comeco in range(0, len(ordenadas), _LOTE):
            lote = ordenadas[comeco : comeco + _LOTE]
            vidas = []
            for id_, (nascimento, atos) in ler_atos(self._conexao, lote).items():
                try:
                    ate_o_dia = [ato for ato in efetivos(atos) if ato.data <= self.dia]
                    if ate_o_dia:
                        vidas.append(dobrar(nascimento, ate_o_dia, self._transformacoes))
                except quarentena.ILEGIVEL as erro:
                    quarentena.anotar(self._conexao, id_, None, erro)
            lidos = consultas.vinculos(self._conexao, [v.id for vida in vidas for v in vida.vinculos])
            for vida in vidas:
                for vinculo in vida.vinculos:
                    lido = lidos.get(vinculo.id)
                    if lido is None or (orgao_id is not None and self._orgao(vinculo.unidade)[0] != orgao_id):
                        continue
                    for prazo in prazos_do_vinculo(vida, vinculo, self._regimes, self.dia):
                        yield self._do_prazo(lido, vinculo, prazo)
                    fim = vinculo.encerrado_em
                    yield from self._retornos(
                        lido, lido.cargo, vinculo.unidade, ausentes_de(vinculo), None if fim is None else fim.data
                    )
            self._passagem.andar(len(lote))

    def _do_prazo(self, lido: consultas.VinculoLido, vinculo: Vinculo, prazo: Prazo) -> Item:
        orgao_id, orgao, unidade = self._orgao(vinculo.unidade)
        return Item(
            chave=(prazo.tipo.value, vinculo.id, prazo.posicao),
            servidor_id=lido.servidor_id,
            nome=lido.nome,
            matricula=lido.matricula,
            cargo=lido.cargo,
            orgao_id=orgao_id,
            orgao=orgao,
            unidade=unidade,
            vence=prazo.vence,
            vence_ultimo=prazo.vence_ultimo,
            estado=prazo.estado(self.dia),
            pendente=sem_resposta(prazo, self.dia),
            aberto_em=aberto_em_do_prazo(vinculo, prazo),
            fundamento=prazo.dispositivo,
            fechado_por=prazo.fechado_por,
        )

    def _orgao(self, unidade_id: int | None) -> tuple[int | None, str, str]:
        unidade = self._unidades.get(unidade_id or 0)
        return (None, "", "") if unidade is None else (unidade.orgao_id, unidade.orgao, unidade.nome)

    # ------------------------------------------------------------ of the report alone

    def _retornos(
        self,
        lido: consultas.VinculoLido,
        cargo: str,
        unidade_id: int | None,
        ausentes: Sequence[tuple[date, date | None, int]],
        encerrado_em: date | None,
    ) -> Iterator[Item]:
        """Yield the return from each leave; those that overlap or adjoin are one, and one without an end has none."""
        orgao_id, orgao, unidade = self._orgao(unidade_id)
        for inicio, fim, ato in unidos(ausentes):
            if fim is None:
                continue
            volta = fim + UM_DIA
            if encerrado_em is not None and encerrado_em <= min(volta, self.dia):
                estado = EstadoPrazo.PREJUDICADO
            else:
                estado = EstadoPrazo.CUMPRIDO if volta <= self.dia else EstadoPrazo.ABERTO
            yield Item(
                chave=(Especie.RETORNO_AFASTAMENTO.value, lido.id, ato),
                servidor_id=lido.servidor_id,
                nome=lido.nome,
                matricula=lido.matricula,
                cargo=cargo,
                orgao_id=orgao_id,
                orgao=orgao,
                unidade=unidade,
                vence=volta,
                vence_ultimo=volta,
                estado=estado,
                pendente=estado is EstadoPrazo.ABERTO,
                aberto_em=inicio,
                fundamento=d.ART_22,
                fechado_por=None,
            )

    def _concursos(self) -> Iterator[Item]:
        """Yield the end of the validity of each concurso known by the day, extended if the extension was (N4)."""
        for linha in consultas.concursos(self._conexao):
            if linha.homologacao > self.dia:
                continue
            ate = validade(self._como_no_dia(linha), self._fim_de_mes)
            estado = EstadoPrazo.ABERTO if self.dia <= ate else EstadoPrazo.CUMPRIDO
            yield Item(
                chave=(Especie.VALIDADE_CONCURSO.value, linha.id, 0),
                servidor_id=None,
                nome=linha.edital,
                matricula=None,
                cargo="",
                orgao_id=linha.orgao_id,
                orgao=linha.orgao,
                unidade="",
                vence=ate,
                vence_ultimo=ate,
                estado=estado,
                pendente=estado is EstadoPrazo.ABERTO,
                aberto_em=linha.homologacao,
                fundamento=d.ART_14,
                fechado_por=None,
            )

    def _como_no_dia(self, linha: Any) -> Any:
        situacao = situacao_do_concurso(linha)
        tarde = situacao.prorrogacao is not None and situacao.prorrogacao > self.dia
        return replace(situacao, prorrogacao=None) if tarde else situacao
