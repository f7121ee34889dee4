"""Acts by the thousands: the same judgment, fold and book as `lancamento`, with lives and posts held in memory.

`registrar_em` is the one way in which an act enters; here the batch it is given answers from memory and gathers what is
to be written.  What memory cannot answer is asked of the tables, after all that waits is written: slower, never other.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from typing import Any

from ..estatuto import dobra
from ..estatuto.atos.base import Ato, Sujeito
from ..estatuto.copia import replace
from ..estatuto.formatos import matricula as formato
from ..registro import livro
from ..registro.conexao import Conexao
from ..registro.consultas.contraditorio import ha_algum
from ..registro.massa import EscritaEmMassa, documentos_em_uso
from ..registro.projecoes import VidaCalculada, gravar_vidas
from ..registro.vidas import Leitura
from . import identidade
from .contexto import Contexto
from .julgamento import definicao
from .lancamento import descricao_dos, registrar_em
from .lote import Lote
from .massa_fontes import FontesEmMassa
from .projecao import calcular
from .tipos import DadosPessoa, Instrumento, PedidoAto, Registrado


class LoteEmMassa(Lote):
    """A batch as long as one wants: memory is freed by ``gravar``, and what is asked most is never read back.

    One thread, one open transaction at a time; ``retomar`` goes on in the next.  After an error it is of no more use.
    """

    fontes: FontesEmMassa

    def __init__(self, ctx: Contexto, conexao: Conexao) -> None:
        """Read from the registry what memory must know: numbers in use, posts held."""
        self._aberto = False
        super().__init__(conexao, ctx.regimes, {}, {}, {}, set())
        self.ctx = ctx
        self._abrir()

    @contextmanager
    def inteiro(self) -> Iterator[None]:
        """Write all when the block ends well; else only wait, so that nobody is writing while all is undone."""
        try:
            yield
        except BaseException:
            with suppress(Exception):
                self.escrita.aguardar()
            raise
        self.gravar()

    @property
    def conexao(self) -> Conexao:
        """The connection, once nobody writes on it."""
        if self._aberto:
            self.escrita.aguardar()
        return self._ligada

    @conexao.setter
    def conexao(self, conexao: Conexao) -> None:
        self._ligada = conexao

    def _abrir(self) -> None:
        self.escrita = EscritaEmMassa(self.conexao)
        self.fontes = FontesEmMassa(self)
        self._cpfs, self._matriculas = documentos_em_uso(self.conexao)
        self._ha_defesas = ha_algum(self.conexao)
        self._sem_linha: set[int] = set()
        self._papeis: dict[Instrumento, livro.InstrumentoGravado] = {}
        self._aberto = True

    def retomar(self, conexao: Conexao) -> None:
        """Go on in another transaction; what somebody else wrote in between is read again."""
        self.conexao = conexao
        if not self.escrita.retomar(conexao):
            self._leituras.clear()
            self._abrir()

    # -------------------------------------------------------------- entering

    def operacao(self, descricao: str) -> livro.Operacao:
        """Open the operation that what enters from now on belongs to."""
        return self.escrita.operacao(instante=self.ctx.relogio.agora(), usuario=self.ctx.usuario, descricao=descricao)

    def registrar(self, operacao: livro.Operacao, pedido: PedidoAto, hoje: date) -> Registrado:
        """Enter an act, as `lancamento.registrar_em`."""
        if definicao(pedido.tipo).sujeito is Sujeito.CARGO or pedido.versao is not None:
            return self._pelo_servico(lambda lote: registrar_em(self.ctx, lote, operacao, pedido, hoje))
        return registrar_em(self.ctx, self, operacao, pedido, hoje)

    def _pelo_servico(self, fazer: Callable[[Lote], Registrado]) -> Registrado:
        """Do something on the tables themselves, in this transaction, and read again what memory must know."""
        self.gravar()
        lote = Lote.abrir(self.conexao, self.regimes)
        feito = fazer(lote)
        lote.gravar()
        self._leituras.clear()
        self._abrir()
        return feito

    # -------------------------------------------------------------- what `registrar_em` asks of a batch

    def novo_id(self, sujeito_tipo: str) -> int:
        """Return a number no subject of this kind ever had."""
        return self.escrita.novo_id(sujeito_tipo)

    def papel(self, papel: Instrumento | None) -> livro.InstrumentoGravado | None:
        """Return the paper that carries an act, new unless the book has it."""
        if papel is None:
            return None
        gravado = self._papeis.get(papel)
        if gravado is None:
            gravado = self.escrita.papel(**{c.name: getattr(papel, c.name) for c in dataclasses.fields(papel)})
            if papel.numero:
                self._papeis[papel] = gravado
        return gravado

    def lancar(self, operacao: livro.Operacao, **entrada: Any) -> livro.Escrito:
        """Append an entry to the book."""
        return self.escrita.lancar(operacao, **entrada)

    def nova_pessoa(self, operacao: livro.Operacao, dados: DadosPessoa) -> int:
        """Enter a new person and return the id."""
        conferidos = identidade.normalizar_dados(dados)
        if conferidos.cpf in self._cpfs:
            self.gravar()
            servidor_id = super().nova_pessoa(operacao, dados)
            self._abrir()
            return servidor_id
        if conferidos.cpf is not None:
            self._cpfs.add(conferidos.cpf)
        servidor_id = self.escrita.cadastrar(operacao, "servidor", identidade.registro(conferidos))
        self._sem_linha.add(servidor_id)
        return servidor_id

    def unificado_em(self, servidor_id: int) -> int | None:
        """Return the record that this one was merged into, or None."""
        return None if servidor_id in self._sem_linha else super().unificado_em(servidor_id)

    def matricular(self, operacao: livro.Operacao, vinculo_id: int, matricula: str) -> None:
        """Give a vínculo its matrícula."""
        numero = formato.validar(matricula)
        dono = self._donos[vinculo_id]
        nenhuma = dono in self._sem_linha or livro.ultimo_cadastro(self.conexao, "vinculo", vinculo_id) is None
        if nenhuma and numero not in self._matriculas and not self.escrita.matriculado(vinculo_id):
            self._matriculas.add(numero)
            self.escrita.matricular(operacao, servidor_id=dono, vinculo_id=vinculo_id, matricula=numero)
            return
        super().matricular(operacao, vinculo_id, matricula)
        self._abrir()

    def ligar_defesa(self, ato: str, vinculo_id: int, ato_id: int) -> None:
        """Say which entered act used the open checklist of notice and defence, if there is one."""
        if self._ha_defesas:
            self.gravar()
            super().ligar_defesa(ato, vinculo_id, ato_id)

    def acrescentar(self, leitura: Leitura, ato: Ato) -> VidaCalculada:
        """Add an act to a life; its deadlines are computed once, by ``gravar``, and are not in what this returns."""
        vida = dobra.acrescentar(leitura.vida, leitura.atos, ato, leitura.transformacoes)
        servidor_id = leitura.servidor_id
        nova = replace(leitura, atos=(*leitura.atos, ato), vida=vida)
        self._leituras[servidor_id] = nova
        if not leitura.atos and ato.ressalva is None and servidor_id in self._sem_linha:
            self._novas.add(servidor_id)
        elif ato.ressalva is not None:
            self._novas.discard(servidor_id)
        for vinculo in vida.vinculos:
            self._donos[vinculo.id] = servidor_id
        self.fontes.observar(leitura, nova)
        calculada = VidaCalculada(servidor_id=servidor_id, vida=vida, prazos={}, estavel_desde={})
        self._pendentes[servidor_id] = calculada
        return calculada

    @contextmanager
    def tentar(self) -> Iterator[None]:
        """Give a stretch that writes nothing when it ends with a refusal: here all is asked before it is entered."""
        antes = self.escrita.escritas
        try:
            yield
        except Exception as erro:
            if self.escrita.escritas != antes:
                raise RuntimeError("an act was refused after part of it was entered") from erro
            raise

    def refazer(self, servidores: Iterable[int]) -> None:
        """Refuse: acts on cargos go by the tables themselves (`registrar`)."""
        raise NotImplementedError

    def gravar(self) -> None:
        """Write all that waits, and forget the lives."""
        self.adiantar()
        self.escrita.aguardar()

    def adiantar(self) -> None:
        """Begin to write what waits, and forget the lives: `gravar` waits until it is written."""
        outras = []
        for servidor_id, pendente in self._pendentes.items():
            calculada = calcular(self.regimes, servidor_id, pendente.vida)
            if servidor_id in self._novas:
                self.escrita.projetar(calculada)
            else:
                outras.append(calculada)
        self.escrita.descarregar()
        if outras:
            self.escrita.aguardar()
            gravar_vidas(self.conexao, outras)
            self.escrita.completar()
        for guardado in (self._pendentes, self._novas, self._leituras, self._donos, self._sem_linha):
            guardado.clear()


def registrar_todos(lote: LoteEmMassa, pedidos: Sequence[PedidoAto], *, hoje: date) -> tuple[Registrado, ...]:
    """Enter acts in order, in one operation, as `provimento.registrar_lote`."""
    operacao = lote.operacao(descricao_dos(pedidos))
    return tuple(lote.registrar(operacao, pedido, hoje) for pedido in pedidos)
