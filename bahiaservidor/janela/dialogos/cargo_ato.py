"""Acts on a cargo: extinction, declaration of desnecessidade, transformação."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from ...estatuto.tipos import TipoExtincao
from ...servicos.tipos import Cargo, Instrumento, PedidoAto
from ..casa import Casa
from ..componentes.citacao import Citacoes
from ..componentes.combo import Opcao
from ..componentes.texto import Papel, texto
from ..operacoes import Mudanca
from .cadastros_base import DialogoCadastro

TRANSFORMACAO = "transformacao"

_ESPECIES = (
    Opcao(valor=TipoExtincao.EXTINCAO.value, rotulo=TipoExtincao.EXTINCAO.rotulo),
    Opcao(valor=TipoExtincao.DESNECESSIDADE.value, rotulo=TipoExtincao.DESNECESSIDADE.rotulo),
    Opcao(valor=TRANSFORMACAO, rotulo="Transformação em outro cargo"),
)
_EFEITO = {
    TipoExtincao.EXTINCAO.value: "Ninguém mais se nomeia para o cargo (art. 3º), e propõe-se a disponibilidade de cada "
    "estável que o ocupa (art. 37). Nada disso acontece sozinho: cada ato fica entre as propostas do Painel.",
    TipoExtincao.DESNECESSIDADE.value: "O cargo continua a existir; propõe-se a disponibilidade de cada estável que o "
    "ocupa (art. 37), e quem for nomeado para ele recebe um aviso.",
    TRANSFORMACAO: "Os postos e todos os vínculos do cargo, também os encerrados, passam ao novo cargo: é nele que se "
    "dão a reversão e a reintegração. O cargo transformado fica extinto.",
}


class DialogoAtoDoCargo(DialogoCadastro[PedidoAto]):
    """Registers what happened to a cargo; it was published, so it is not edited afterwards but corrected."""

    def __init__(self, casa: Casa, cargo: Cargo, *, cargos: Sequence[Cargo] = (), pai: QWidget | None = None) -> None:
        super().__init__(
            casa, "Extinguir ou transformar o cargo", pai, explicacao=f"Cargo: {cargo.nome}.", acao="&Registrar"
        )
        self._cargo = cargo
        outros = [
            Opcao(valor=c.id, rotulo=c.nome, detalhe=c.natureza.rotulo)
            for c in cargos
            if c.id != cargo.id and c.extinto_em is None
        ]
        self.especie = self.combo(
            "especie", "&O que aconteceu", _ESPECIES, TipoExtincao.EXTINCAO.value, obrigatorio=True, largo=True
        )
        self.para = self.busca("para", "Cargo em que se &transforma", outros, largo=True)
        self.data("publicacao", "&Publicação no DOE", obrigatorio=True)
        self.texto("lei", "&Lei ou decreto", obrigatorio=True, dica="Lei 14.032/2018", limite=120)
        self.texto("doe_edicao", "&Edição do DOE", limite=30)
        self.texto("doe_pagina", "Pá&gina do DOE", limite=30)
        self.efeito = texto("", Papel.SUAVE, quebra=True)
        self.corpo.addWidget(self.efeito)
        self.artigos = Citacoes(pai=self)
        self.corpo.addWidget(self.artigos)
        self.especie.alterado.connect(self._ao_mudar_especie)
        self._ao_mudar_especie()

    @Slot()
    def _ao_mudar_especie(self, *_: Any) -> None:
        especie = self.valor("especie")
        transforma = especie == TRANSFORMACAO
        self.formulario.mostrar("para", transforma)
        self.exigir("para", transforma)
        self.efeito.setText(_EFEITO[especie])
        self.artigos.definir(_EFEITO[especie])

    def construir(self) -> PedidoAto:
        """Return the act on the cargo."""
        publicacao = self.valor("publicacao")
        conteudo: dict[str, Any] = {"publicacao": publicacao, "cargo": self._cargo.id, "lei": self.valor("lei")}
        if self.valor("especie") == TRANSFORMACAO:
            tipo, conteudo = "transformacao_cargo", {**conteudo, "para": self.valor("para")}
        else:
            tipo, conteudo = "extincao_cargo", {**conteudo, "tipo": self.valor("especie")}
        return PedidoAto(
            tipo=tipo,
            conteudo=conteudo,
            instrumento=Instrumento(
                tipo="Lei",
                numero=self.valor("lei"),
                doe_data=publicacao,
                doe_edicao=self.valor("doe_edicao"),
                doe_pagina=self.valor("doe_pagina"),
            ),
        )

    def gravacao(self, valor: PedidoAto) -> Callable[[], object]:
        """Return what the writer's thread runs."""
        casa = self.casa

        def gravar() -> object:
            from ...servicos import provimento

            return provimento.registrar(casa.ctx, pedido=valor, hoje=casa.hoje())

        return gravar

    def mudanca(self, valor: PedidoAto) -> Mudanca:
        """Return what the screens have to reread: a cargo reaches everybody in it."""
        return Mudanca(tudo=True)

    def dizer(self, valor: PedidoAto) -> str:
        """Return the sentence shown after registering."""
        if valor.tipo == "transformacao_cargo":
            return f"Transformação do cargo {self._cargo.nome} registrada."
        desnecessario = valor.conteudo["tipo"] == TipoExtincao.DESNECESSIDADE.value
        feito = "Declarada a desnecessidade do cargo" if desnecessario else "Registrada a extinção do cargo"
        return f"{feito} {self._cargo.nome}. As propostas de disponibilidade, se houver, estão no Painel."
