"""How the termo de posse is set on the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from bahiaservidor.documentos.blocos import Assinatura, Assinaturas, Campo, Grupo, Paragrafo, Quadro
from bahiaservidor.documentos.modelos import DadosTermoPosse
from bahiaservidor.documentos.termo import (
    Termo,
    data_ou_lacuna,
    data_ou_nada,
    dia_por_extenso,
    rg_completo,
)
from bahiaservidor.documentos.termo_posse_textos import abertura, clausulas, nome_principal
from bahiaservidor.documentos.textos import ModeloTexto, cpf_formatado, matricula_formatada
from bahiaservidor.estatuto.tipos import Carater


class TermoPosse(Termo):
    """The paper by which the posse is taken."""

    chave: ClassVar[str] = "termo_posse"

    def __init__(self, dados: DadosTermoPosse, *, modelo: ModeloTexto, via: int | None) -> None:
        self.dados = dados
        super().__init__(
            orgao=dados.orgao,
            identificacao=dados.identificacao,
            modelo=modelo,
            assunto=" – ".join(filter(None, ("Posse", nome_principal(dados), dados.cargo.nome))),
            conteudo=dados,
            via=via,
        )

    def nome_corrente(self) -> str:
        """Return the name repeated at the head of the second page on."""
        return nome_principal(self.dados) or ""

    def corpo_texto(self, corpo: float) -> Sequence[Grupo]:
        """Return the groups of the paper, in order."""
        dados, menor = self.dados, corpo - 0.6
        texto = abertura(dados, self.modelo, dia_por_extenso(dados.data))
        quadros = [
            self._pessoa(menor),
            *self._procuracao(menor),
            self._cargo(menor),
            self._nomeacao(menor),
            *self._concurso(menor),
        ]
        # The express acceptance (art. 16) and the signatures are never on different sheets.
        *declaracoes, aceitacao = self.secao_clausulas(clausulas(dados, self.modelo, data_ou_lacuna), corpo)
        fecho = self.modelo.paragrafo("fecho_procuracao" if dados.procuracao else "fecho")
        return [
            [Paragrafo(texto, corpo=corpo, antes=12)],
            *[[quadro] for quadro in quadros],
            *([bloco] for bloco in declaracoes),
            *self.secao_ressalvas(dados.ressalvas, corpo),
            [
                aceitacao,
                Paragrafo(fecho, corpo=corpo, antes=8),
                self.local_e_data(dados.data, corpo),
                self._assinaturas(corpo),
                self.anotacao_assentamento(),
            ],
        ]

    def _pessoa(self, corpo: float) -> Quadro:
        pessoa = self.dados.empossado
        nomes = [[Campo("Nome", pessoa.nome, negrito=True)]]
        if pessoa.nome_social:
            nomes = [[Campo("Nome social", pessoa.nome_social, negrito=True)], [Campo("Nome civil", pessoa.nome)]]
        documentos = [
            Campo("CPF", cpf_formatado(pessoa.cpf)),
            Campo("RG: número, órgão emissor e data", rg_completo(pessoa), 1.7),
            Campo("Matrícula (se houver)", matricula_formatada(pessoa.matricula)),
        ]
        return Quadro("Quem toma posse", [*nomes, documentos], corpo, antes=8)

    def _procuracao(self, corpo: float) -> list[Quadro]:
        procuracao = self.dados.procuracao
        if procuracao is None:
            return []
        linhas = [
            [Campo("Representante", procuracao.procurador, 2.4), Campo("CPF", cpf_formatado(procuracao.cpf))],
            [Campo("Instrumento", procuracao.instrumento, 2.4), Campo("Data", data_ou_nada(procuracao.data))],
        ]
        return [Quadro("Procuração específica (art. 19, § 3º)", linhas, corpo, antes=7)]

    def _cargo(self, corpo: float) -> Quadro:
        cargo = self.dados.cargo
        natureza = Campo("Natureza", cargo.natureza.rotulo)
        horas = Campo("Jornada", f"{cargo.horas_semanais} horas semanais" if cargo.horas_semanais else None)
        classe = Campo("Classe e referência", " / ".join(filter(None, (cargo.classe, cargo.referencia))) or None, 1.1)
        linhas = [[Campo("Cargo", cargo.nome, negrito=True)]]
        if cargo.natureza is Carater.TEMPORARIO:
            linhas.append([natureza, Campo("Símbolo", cargo.simbolo), horas])
        else:
            linhas.append([natureza, classe, horas])
            if cargo.natureza is Carater.PERMANENTE or cargo.carreira or cargo.grupo_ocupacional:
                linhas.append([Campo("Carreira", cargo.carreira), Campo("Grupo ocupacional", cargo.grupo_ocupacional)])
        linhas.append([Campo("Vaga nº", cargo.vaga), Campo("Origem da vaga", cargo.origem_vaga, 2.6)])
        linhas.append([Campo("Lotação", cargo.lotacao)])
        return Quadro("Cargo", linhas, corpo, antes=7)

    def _nomeacao(self, corpo: float) -> Quadro:
        ato = self.dados.nomeacao
        edicao = f"{ato.doe_numero} ({ato.doe_tipo})" if ato.doe_numero and ato.doe_tipo else ato.doe_numero
        nome = " nº ".join(filter(None, (ato.tipo, ato.numero))) or None
        linhas = [
            [
                Campo("Ato", nome, 1.4),
                Campo("Data do ato", data_ou_nada(ato.data), 0.8),
                Campo("Autoridade", ato.autoridade, 2),
            ],
            [
                Campo("Diário Oficial nº", edicao, 1.4),
                Campo("Publicação", data_ou_nada(ato.doe_data), 0.8),
                Campo("Página", ato.doe_pagina, 2),
            ],
        ]
        return Quadro("Ato de nomeação", linhas, corpo, antes=7)

    def _concurso(self, corpo: float) -> list[Quadro]:
        concurso = self.dados.concurso
        informado = concurso.edital or concurso.lista or concurso.classificacao
        if self.dados.cargo.natureza is not Carater.PERMANENTE and not informado:
            return []
        linhas = [
            [
                Campo("Edital", concurso.edital, 1.4),
                Campo("Lista", concurso.lista, 2),
                Campo("Classificação", concurso.classificacao, 0.8),
            ]
        ]
        return [Quadro("Concurso público (art. 12)", linhas, corpo, antes=7)]

    def _assinaturas(self, corpo: float) -> Assinaturas:
        dados = self.dados
        if dados.procuracao is None:
            primeira = Assinatura(nome_principal(dados), "Quem toma posse")
        else:
            primeira = Assinatura(
                dados.procuracao.procurador, "Representante de quem toma posse, por procuração (art. 19, § 3º)"
            )
        autoridade = dados.autoridade
        lavrado = dados.lavrado_por
        return Assinaturas(
            [
                primeira,
                Assinatura(autoridade.nome, "Autoridade que dá posse (art. 18)", autoridade.cargo or ""),
                Assinatura(lavrado.nome, "Responsável pela lavratura do termo", lavrado.cargo or ""),
            ],
            corpo,
        )
