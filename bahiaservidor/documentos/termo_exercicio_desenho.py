"""What the termo de exercício says, and how it is set on the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import ClassVar

from bahiaservidor.documentos.blocos import Assinatura, Assinaturas, Campo, Grupo, Paragrafo, Quadro
from bahiaservidor.documentos.modelos import DadosTermoExercicio
from bahiaservidor.documentos.termo import (
    Termo,
    data_ou_lacuna,
    data_ou_nada,
    dia_por_extenso,
    rg_completo,
)
from bahiaservidor.documentos.textos import Marcado, ModeloTexto, cpf_formatado, destaque, lacuna, matricula_formatada
from bahiaservidor.estatuto.formatos.datas import hora_por_extenso
from bahiaservidor.estatuto.tipos import Carater


class TermoExercicio(Termo):
    """The paper by which exercício begins."""

    chave: ClassVar[str] = "termo_exercicio"

    def __init__(self, dados: DadosTermoExercicio, *, modelo: ModeloTexto, via: int | None) -> None:
        self.dados = dados
        super().__init__(
            orgao=dados.orgao,
            identificacao=dados.identificacao,
            modelo=modelo,
            assunto=" – ".join(filter(None, ("Entrada em exercício", self.nome_corrente(), dados.cargo.nome))),
            conteudo=dados,
            via=via,
        )

    def nome_corrente(self) -> str:
        """Return the name repeated at the head of the second page on."""
        return self.dados.servidor.nome_social or self.dados.servidor.nome or ""

    def corpo_texto(self, corpo: float) -> Sequence[Grupo]:
        """Return the groups of the paper, in order."""
        menor = corpo - 0.6
        return [
            [Paragrafo(self._abertura(), corpo=corpo, antes=14)],
            [self._pessoa(menor)],
            [self._cargo(menor)],
            [self._entrada(menor)],
            *([bloco] for bloco in self.secao_clausulas(self._clausulas(), corpo)),
            *self.secao_ressalvas(self.dados.ressalvas, corpo),
            [
                Paragrafo(self.modelo.paragrafo("fecho"), corpo=corpo, antes=8),
                self.local_e_data(self.dados.data, corpo),
                self._assinaturas(corpo),
                self.anotacao_assentamento(),
            ],
        ]

    def _abertura(self) -> Marcado:
        dados, autoridade = self.dados, self.dados.autoridade
        return self.modelo.paragrafo(
            "abertura",
            data_extenso=dia_por_extenso(dados.data),
            hora=f"{hora_por_extenso(dados.hora)} ({hora_escrita(dados.hora)})" if dados.hora else hora_escrita(None),
            municipio=dados.orgao.municipio,
            servidor=destaque(self.nome_corrente()),
            cargo=destaque(dados.cargo.nome),
            autoridade=destaque(autoridade.nome),
            autoridade_cargo=autoridade.cargo or lacuna(28),
            autoridade_matricula=matricula_formatada(autoridade.matricula) or lacuna(14),
            delegacao=f", por delegação ({autoridade.delegacao})" if autoridade.delegacao else "",
        )

    def _pessoa(self, corpo: float) -> Quadro:
        pessoa = self.dados.servidor
        nomes = [[Campo("Nome", pessoa.nome, negrito=True)]]
        if pessoa.nome_social:
            nomes = [[Campo("Nome social", pessoa.nome_social, negrito=True)], [Campo("Nome civil", pessoa.nome)]]
        documentos = [
            Campo("Matrícula", matricula_formatada(pessoa.matricula)),
            Campo("CPF", cpf_formatado(pessoa.cpf)),
            Campo("RG: número, órgão emissor e data", rg_completo(pessoa), 1.7),
        ]
        return Quadro("Quem entra em exercício", [*nomes, documentos], corpo, antes=9)

    def _cargo(self, corpo: float) -> Quadro:
        cargo = self.dados.cargo
        temporario = cargo.natureza is Carater.TEMPORARIO
        classe = " / ".join(filter(None, (cargo.classe, cargo.referencia))) or None
        linhas = [
            [Campo("Cargo", cargo.nome, negrito=True)],
            [
                Campo("Natureza", cargo.natureza.rotulo),
                Campo("Símbolo", cargo.simbolo) if temporario else Campo("Classe e referência", classe),
                Campo("Jornada", f"{cargo.horas_semanais} horas semanais" if cargo.horas_semanais else None),
            ],
            [Campo("Lotação: órgão", self.dados.orgao.nome, 1.2), Campo("Unidade", cargo.lotacao)],
        ]
        return Quadro("Cargo e lotação", linhas, corpo, antes=8)

    def _entrada(self, corpo: float) -> Quadro:
        dados = self.dados
        hora = hora_escrita(dados.hora) if dados.hora else None
        linhas = [
            [
                Campo("Data da posse", data_ou_nada(dados.data_posse)),
                Campo("Último dia do prazo (art. 21)", data_ou_nada(dados.vence_ultimo or dados.vence)),
                Campo("Entrada em exercício: data", data_ou_nada(dados.data), negrito=True),
                Campo("Hora", hora, 0.6, negrito=True),
            ]
        ]
        return Quadro("Posse e exercício", linhas, corpo, antes=8)

    def _clausulas(self) -> list[Marcado]:
        dados, modelo = self.dados, self.modelo
        documentos = {True: "documentos_entregues", False: "documentos_pendentes", None: "documentos_em_branco"}
        textos = [
            self._prazo(),
            modelo.paragrafo("pessoal"),
            modelo.paragrafo(documentos[dados.documentos_entregues]),
            modelo.paragrafo("registro"),
        ]
        if dados.cargo.natureza is Carater.PERMANENTE:
            textos.append(modelo.paragrafo("estagio"))
        return textos

    def _prazo(self) -> Marcado:
        dados, modelo = self.dados, self.modelo
        ultimo = Marcado("")
        if dados.vence_ultimo is not None and dados.vence_ultimo != dados.vence:
            ultimo = modelo.paragrafo("prazo_ultimo", vence_ultimo=data_ou_lacuna(dados.vence_ultimo))
        fim = dados.vence_ultimo or dados.vence
        vence = data_ou_lacuna(dados.vence)
        if dados.data is not None and fim is not None and dados.data > fim:
            remissao = modelo.paragrafo("ressalva") if dados.ressalvas else Marcado("")
            return modelo.paragrafo("prazo_fora", vence=vence, ultimo=ultimo, ressalva=remissao)
        if dados.impedimento_ate is None:
            return modelo.paragrafo("prazo", vence=vence, ultimo=ultimo)
        impedimento = data_ou_lacuna(dados.impedimento_ate)
        return modelo.paragrafo("prazo_impedimento", vence=vence, ultimo=ultimo, impedimento_ate=impedimento)

    def _assinaturas(self, corpo: float) -> Assinaturas:
        dados = self.dados
        autoridade, lavrado = dados.autoridade, dados.lavrado_por
        return Assinaturas(
            [
                Assinatura(self.nome_corrente() or None, "Quem entra em exercício"),
                Assinatura(autoridade.nome, "Autoridade que dá exercício (art. 21, § 4º)", autoridade.cargo or ""),
                Assinatura(lavrado.nome, "Responsável pela lavratura do termo", lavrado.cargo or ""),
            ],
            corpo,
        )


def hora_escrita(hora: dt.time | None) -> str:
    """Return the time in figures, `8h05` or `14h`; a blank when it is not known."""
    if hora is None:
        return f"{lacuna(5)}h{lacuna(5)}"
    return f"{hora.hour}h{hora.minute:02d}" if hora.minute else f"{hora.hour}h"
