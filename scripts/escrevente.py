"""A clerk who works by script on a real window, offscreen, while the watchdog counts how long it keeps him waiting."""

from __future__ import annotations

import gc
import json
import random
import sys
import tempfile
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import shiboken6

from scripts.bench_janela import _FOLGA_S, _ate
from scripts.vigia import Vigia

TEXTOS = ("maria silva", "sou", "9200", "enfermeiro")
"""What he types, a letter at a time."""

ENTRE_TECLAS_S = 0.09


class Escrevente:
    """Works through everything once."""

    def __init__(self, app: Any, programa: Any, vigia: Vigia, pasta: Path) -> None:
        self.app, self.programa, self.vigia, self.pasta = app, programa, vigia, pasta
        self.janela = programa.janela
        self.sorteio = random.Random(1)
        self.memoria: dict[str, float] = {}
        """The most that was ever held, up to the end of each thing."""

    def trabalhar(self) -> None:
        """Do the day's work."""
        for nome, passo in (
            ("abrir", self.esperar), ("servidores", self.servidores), ("filtrar", self.filtrar),
            ("buscar", self.buscar), ("ficha", self.ficha), ("prazos", self.prazos), ("calendário", self.calendario),
            ("painel", self.painel), ("Ctrl+K", self.busca_geral), ("ato", self.ato), ("exportar", self.exportar),
        ):  # fmt: skip
            self.vigia.passo = nome
            passo()
            self.memoria[nome] = _memoria_mb()

    def esperar(self) -> None:
        """Wait until nothing is being read or written."""
        _ate(self.app, lambda: self.programa.pronto and self.programa.executor.ocioso, _FOLGA_S)

    def um_instante(self, segundos: float) -> None:
        """Let the window live for a while, busy or not."""
        _ate(self.app, lambda: True, segundos)

    def fazer(self, acao: Callable[..., object], *quais: Any, **quem: Any) -> None:
        """Do something as an event of the window does, and wait for what it brings."""
        from PySide6.QtCore import QTimer

        QTimer.singleShot(0, partial(acao, *quais, **quem))
        self.um_instante(0.02)
        self.esperar()

    def _tela(self, nome: str) -> Any:
        self.fazer(self.janela.navegar, nome)
        return self.janela.pilha.currentWidget()

    def _ordenar(self, tela: Any) -> None:
        from PySide6.QtCore import Qt

        for numero, coluna in enumerate(tela.modelo.colunas):
            if coluna.ordenavel:
                self.vigia.passo = f"ordenar {tela.titulo} por {coluna.chave}"
                for direcao in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
                    self.fazer(tela.tabela.sortByColumn, numero, direcao)

    def servidores(self) -> None:
        """Scroll, jump, and sort by every column."""
        tela = self._tela("servidores")
        barra = tela.tabela.verticalScrollBar()
        for _ in range(40):
            self.fazer(barra.setValue, barra.value() + 3)
        for _ in range(15):
            self.fazer(barra.setValue, self.sorteio.randint(0, barra.maximum()))
        self._ordenar(tela)

    def filtrar(self) -> None:
        """Choose situations, and none."""
        tela = self._tela("servidores")
        for valor in ("afastado", "em_estagio_probatorio", None):
            self.fazer(tela.situacao.definir, valor)

    def _digitar(self, campo: Any, texto: str) -> None:
        from PySide6.QtCore import QTimer

        for fim in range(1, len(texto) + 1):
            QTimer.singleShot(0, partial(_escrever, campo, texto[:fim]))
            self.um_instante(ENTRE_TECLAS_S)
        self.esperar()

    def buscar(self) -> None:
        """Type in the field of the list."""
        tela = self._tela("servidores")
        for texto in TEXTOS:
            self._digitar(tela.busca, texto)
        self.fazer(tela.busca.clear)
        self.um_instante(0.4)
        self.esperar()

    def ficha(self) -> None:
        """Open three people, and each tab of theirs."""
        tela = self._tela("servidores")
        for _ in range(3):
            ids = tela.modelo.ids()
            onde = self.sorteio.randrange(len(ids))
            self.fazer(tela.tabela.ir_para, onde)
            linha = tela.modelo.linha(onde)
            if linha is None:
                continue
            self.fazer(self.janela.abrir_ficha, linha.servidor_id)
            aberta = self.janela.pilha.currentWidget()
            for aba in range(aberta.abas.count()):
                self.vigia.passo = f"ficha, aba {aberta.abas.tabText(aba)}"
                self.fazer(aberta.abas.setCurrentIndex, aba)
            self._tela("servidores")

    def prazos(self) -> None:
        """The list of deadlines, by every column."""
        tela = self._tela("prazos")
        barra = tela.tabela.verticalScrollBar()
        for _ in range(10):
            self.fazer(barra.setValue, self.sorteio.randint(0, barra.maximum()))
        self._ordenar(tela)

    def calendario(self) -> None:
        """The month, and the two next."""
        tela = self._tela("prazos")
        self.fazer(tela.receber, vista="calendario")
        self.fazer(tela.receber, vista="tabela")

    def painel(self) -> None:
        """The first screen of the morning."""
        self._tela("painel")

    def busca_geral(self) -> None:
        """Ctrl+K, and words."""
        busca = self.janela.busca
        self.fazer(busca.setFocus)
        for texto in TEXTOS:
            self._digitar(busca, texto)
        self.fazer(busca.clear)

    def ato(self) -> None:
        """Register an absence through the dialog."""
        from bahiaservidor.estatuto.tipos import Situacao
        from bahiaservidor.janela.dialogos.ato import DialogoAto
        from bahiaservidor.servicos import pessoas
        from bahiaservidor.servicos.tipos import FiltroServidores

        casa = self.janela.casa
        hoje = casa.hoje()
        filtro = FiltroServidores(situacoes=(Situacao.ESTAVEL,))
        achados: list[Any] = []

        def ler() -> Any:
            ids = pessoas.ids_servidores(casa.ctx, filtro=filtro, hoje=hoje, limite=1)
            return pessoas.linhas_servidores(casa.ctx, ids=ids, hoje=hoje)[0]

        self.fazer(casa.executor.ler, self.janela, ler, sucesso=achados.append)
        quem = achados[0]
        self.fazer(casa.abrir_ato, tipo="afastamento", servidor_id=quem.servidor_id, vinculo_id=quem.id)
        dialogo: Any = self.janela.findChild(DialogoAto)
        pagina = dialogo.pagina
        for nome, valor in (("motivo", "licenca_saude"), ("inicio", hoje), ("fim", hoje + timedelta(days=4))):
            campo = pagina.form.campo(nome)
            self.fazer(campo.definir, valor)
        self.fazer(pagina.analisar)
        self.fazer(dialogo.registrar.click)
        self.um_instante(0.3)
        self.esperar()
        if shiboken6.isValid(dialogo):  # it closes itself once the act is in the book
            raise SystemExit("O ato não foi registrado.")

    def exportar(self) -> None:
        """The people found by a word, to a spreadsheet."""
        from bahiaservidor.janela.componentes.exportar_lista import _Pedido

        tela = self._tela("servidores")
        self._digitar(tela.busca, "souza")
        lista = tela.tabela.exportavel()
        pedido = _Pedido(casa=self.janela.casa, titulo=lista.titulo, filtro=lista.filtro, colunas=lista.visiveis,
                         fonte=lista.tudo, formato="xlsx")  # fmt: skip
        destino = self.pasta / "lista.xlsx"
        self.fazer(
            self.programa.executor.longa, tela, partial(pedido.gravar, destino), titulo="exportar",
            sucesso=partial(pedido.avisar, destino),
        )  # fmt: skip


def _memoria_mb() -> float:
    import resource

    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def _escrever(campo: Any, texto: str) -> None:
    campo.setText(texto)
    campo.textEdited.emit(texto)


def escrevente(banco: Path) -> None:
    """Work on the registry, which is written to, and print what the watchdog saw as JSON."""
    gc.disable()  # as `montagem.abrir_janela` does
    from bahiaservidor import montagem
    from bahiaservidor.janela.aplicacao import Programa, criar_aplicacao
    from bahiaservidor.janela.preferencias import Preferencias
    from bahiaservidor.janela.tema import Tema
    from bahiaservidor.relogio import RelogioDoSistema

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as pasta:
        app = criar_aplicacao(["bahiaservidor"])
        programa = Programa(
            banco, montar=montagem.montar, desmontar=montagem.desmontar, relogio=RelogioDoSistema(), tema=Tema(app),
            preferencias=Preferencias(Path(pasta) / "janela.ini"),
        )  # fmt: skip
        vigia = Vigia()
        vigia.comecar()
        programa.iniciar()
        quem = Escrevente(app, programa, vigia, Path(pasta))
        quem.trabalhar()
        vigia.terminar()
        programa.janela.close()
        programa.encerrar()
    piores = sorted(vigia.paradas, key=lambda p: -p.cpu_ms)[:25]
    sys.stdout.write(
        json.dumps(
            {
                "memoria_mb": max(quem.memoria.values()),
                "memorias_mb": quem.memoria,
                "batidas": vigia.batidas,
                "parada_ms": round(vigia.maior_ms, 1),
                "parada_cpu_ms": round(vigia.maior_cpu_ms, 1),
                "paradas": len(vigia.paradas),
                "paradas_cpu": sum(p.cpu_ms > vigia.limite_ms for p in vigia.paradas),
                "piores": [
                    {"passo": p.passo, "ms": round(p.ms, 1), "cpu_ms": round(p.cpu_ms, 1), "pilha": p.pilha}
                    for p in piores
                ],
            },
            ensure_ascii=False,
        )
        + "\n"
    )
