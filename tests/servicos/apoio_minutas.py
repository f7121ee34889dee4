"""A registry with a person in each state an act needs, for the tests of drafts: built once, never changed."""

from __future__ import annotations

from datetime import date
from typing import Any

from bahiaservidor.registro import livro
from bahiaservidor.registro.cadastro import lancar_cadastro
from bahiaservidor.servicos import cadastros, provimento
from bahiaservidor.servicos.tipos import Autoridade, DadosPessoa, Instrumento, PedidoAto, Registrado

from .cenario import Cenario

DECRETO = Instrumento(
    numero="23.456", data=date(2026, 2, 2), doe_edicao="24.310", doe_data=date(2026, 2, 3), doe_pagina="5"
)
LAUDO_SIGILOSO = "LAUDO-4711"


class Povo(Cenario):
    """People by the state they are in; ``onde`` gives (servidor, vínculo)."""

    def __init__(self) -> None:
        super().__init__(hoje=date(2026, 6, 1), candidatos=3)
        self.onde: dict[str, tuple[int, int]] = {}
        with self.ctx.banco.escrita() as conexao:
            op = livro.abrir_operacao(conexao, instante=self.relogio.agora(), usuario="teste")
            self.outro = lancar_cadastro(
                conexao, op, sujeito_tipo="cargo",
                conteudo={"nome": "Analista de Gestão", "natureza": "permanente", "carreira": "Gestão"},
            )  # fmt: skip
            self.extinto = lancar_cadastro(
                conexao, op, sujeito_tipo="cargo",
                conteudo={
                    "nome": "Datilógrafo", "natureza": "permanente", "carreira": "Gestão",
                    "extinto_em": date(2026, 1, 5),
                },
            )  # fmt: skip
            self.destino = lancar_cadastro(
                conexao, op, sujeito_tipo="unidade",
                conteudo={"orgao_id": self.orgao, "nome": "Núcleo Regional de Ilhéus", "municipio": "Ilhéus"},
            )  # fmt: skip
        self.autoridade = cadastros.salvar_autoridade(
            self.ctx,
            autoridade=Autoridade(
                nome="Benedito Araújo Sacramento", cargo="Secretário da Administração", matricula="92116599",
                inciso="VI", delegacao="Decreto nº 14, de 05/01/2026",
            ),
        )  # fmt: skip
        nomeado = self.nomear(0, instrumento=DECRETO, matricula="92222222")
        self._guardar("nomeado", nomeado)
        self.registrar("prorrogacao_posse", servidor=nomeado.servidor_id, requerimento="2026-02-20", deferida=None)
        empossado = self.nomear(1)
        self.registrar("posse", servidor=empossado.servidor_id, data="2026-02-10")
        self._guardar("empossado", empossado)
        estagiario = self.estagiario(2)
        self._guardar("estagiario", estagiario)
        temporario = self.inicial("Iraci Bonfim", cargo=self.temporario, carater="temporario", situacao="em_exercicio")
        self._guardar("temporario", temporario)
        self._guardar("estavel", self.inicial("Jandira Mota"))
        self._aposentado()
        self._disponivel()
        demitido = self.inicial("Otávio Limoeiro")
        self.registrar("demissao", servidor=demitido.servidor_id, publicacao="2025-03-10", processo="PAD 7/2024")
        self._guardar("demitido", demitido)

    def inicial(self, nome: str, **campos: Any) -> Registrado:
        """Open the book for somebody already in service, estável unless said otherwise."""
        padrao: dict[str, Any] = {
            "data": "2020-01-02", "cargo": self.cargo, "unidade": self.unidade, "situacao": "estavel",
            "data_posse": "2010-03-01", "data_exercicio": "2010-03-02", "estavel_desde": "2013-03-02",
        }  # fmt: skip
        if campos.get("carater") == "temporario":
            del padrao["estavel_desde"]
        return self.registrar(
            "assentamento_inicial", pessoa=DadosPessoa(nome=nome, cpf=None, nascimento=date(1970, 5, 1)),
            **(padrao | campos),
        )  # fmt: skip

    def _guardar(self, chave: str, quem: Registrado) -> None:
        self.onde[chave] = (quem.servidor_id, quem.vinculo_id)

    def _aposentado(self) -> None:
        for chave, nome in (("aposentado", "Celeste Dantas"), ("revertido", "Bento Vilasboas")):
            quem = self.inicial(nome)
            self._aposentar(quem.servidor_id)
            self._guardar(chave, quem)
        self.registrar(
            "reversao", servidor=self.onde["revertido"][0], publicacao="2026-02-03", laudo="2026-01-15",
            laudo_numero=LAUDO_SIGILOSO,
        )  # fmt: skip

    def _aposentar(self, servidor_id: int) -> None:
        conteudo = {"publicacao": "2024-05-06", "tipo": "invalidez"}
        pedido = PedidoAto(tipo="aposentadoria", conteudo=conteudo, servidor_id=servidor_id)
        provimento.registrar(self.ctx, pedido=pedido, hoje=self.hoje)

    def _disponivel(self) -> None:
        for chave, nome in (("no_extinto", "Anísio Leão"), ("disponivel", "Doralice Mota"), ("aproveitado", "Raul Sá")):
            self._guardar(chave, self.inicial(nome, cargo=self.extinto))
        for chave in ("disponivel", "aproveitado"):
            self.registrar("disponibilidade", servidor=self.onde[chave][0], publicacao="2026-01-20")
        self.registrar(
            "aproveitamento", servidor=self.onde["aproveitado"][0], publicacao="2026-02-03", cargo=self.outro
        )
