"""What the termo de posse says: the opening and the statements, each with its article."""

from __future__ import annotations

from collections.abc import Callable

from bahiaservidor.documentos.modelos import DadosTermoPosse
from bahiaservidor.documentos.textos import Marcado, ModeloTexto, destaque, lacuna, matricula_formatada
from bahiaservidor.estatuto.tipos import Carater


def abertura(dados: DadosTermoPosse, modelo: ModeloTexto, data_extenso: str) -> Marcado:
    """Return the opening: day, place, authority with its inciso of art. 18, who appears and for which cargo."""
    autoridade, nome = dados.autoridade, nome_principal(dados)
    if dados.procuracao is None:
        comparecente = destaque(nome)
    else:
        comparecente = modelo.paragrafo(
            "comparecente_por_procuracao", procurador=destaque(dados.procuracao.procurador), empossado=destaque(nome)
        )
    return modelo.paragrafo(
        "abertura",
        data_extenso=data_extenso,
        municipio=dados.orgao.municipio,
        autoridade=destaque(autoridade.nome),
        autoridade_cargo=autoridade.cargo or lacuna(28),
        autoridade_matricula=matricula_formatada(autoridade.matricula) or lacuna(14),
        inciso=autoridade.inciso or lacuna(5),
        delegacao=f", por delegação ({autoridade.delegacao})" if autoridade.delegacao else "",
        comparecente=comparecente,
        cargo=destaque(dados.cargo.nome),
        natureza=dados.cargo.natureza.rotulo.lower(),
    )


def nome_principal(dados: DadosTermoPosse) -> str | None:
    """Return the name the paper uses: the social name, when there is one (the civil name is among the fields)."""
    return dados.empossado.nome_social or dados.empossado.nome


def clausulas(dados: DadosTermoPosse, modelo: ModeloTexto, data: Callable[..., str]) -> list[Marcado]:
    """Return the statements in order, each with its article, the acceptance last; `data` writes a date or a blank."""
    laudo, requisitos_em = dados.laudo, dados.requisitos_conferidos_em
    chave_laudo = "laudo_inapto" if laudo.apto is False else "laudo_apto"
    valores_laudo: dict[str, str | None] = {"numero": laudo.numero or lacuna(12), "data": data(laudo.data)}
    if laudo.apto is False:
        valores_laudo["ressalva"] = _remissao(dados, modelo)
    textos = [
        _prazo(dados, modelo, data),
        modelo.paragrafo(chave_laudo, **valores_laudo),
        modelo.paragrafo("bens", data=data(dados.declaracao_bens)),
        _acumulacao(dados, modelo, data),
    ]
    if dados.cargo.natureza is Carater.TEMPORARIO:
        textos.append(modelo.paragrafo("parentesco", data=data(dados.declaracao_parentesco)))
    if dados.certidoes_negativas:
        textos.append(modelo.paragrafo("certidoes", certidoes=dados.certidoes_negativas))
    textos.append(
        modelo.paragrafo("requisitos", por=dados.requisitos_conferidos_por or lacuna(30), data=data(requisitos_em))
    )
    return [*textos, modelo.paragrafo("exercicio"), modelo.paragrafo("aceitacao")]


def _remissao(dados: DadosTermoPosse, modelo: ModeloTexto) -> Marcado:
    return modelo.paragrafo("ressalva") if dados.ressalvas else Marcado("")


def _prazo(dados: DadosTermoPosse, modelo: ModeloTexto, data: Callable[..., str]) -> Marcado:
    prazo = dados.prazo
    ultimo = Marcado("")
    if prazo.vence_ultimo is not None and prazo.vence_ultimo != prazo.vence:
        ultimo = modelo.paragrafo("prazo_ultimo", vence_ultimo=data(prazo.vence_ultimo))
    fim = prazo.vence_ultimo or prazo.vence
    if dados.data is not None and fim is not None and dados.data > fim:
        remissao = _remissao(dados, modelo)
        return modelo.paragrafo("prazo_fora", vence=data(prazo.vence), ultimo=ultimo, ressalva=remissao)
    chave = "prazo_prorrogado" if prazo.prorrogado else "prazo_original"
    valores: dict[str, str | None] = {"vence": data(prazo.vence), "ultimo": ultimo}
    if prazo.prorrogado:
        valores["ato"] = f" ({prazo.ato_prorrogacao})" if prazo.ato_prorrogacao else ""
    if prazo.impedimento_ate is not None:
        chave = "prazo_prorrogado_impedimento" if prazo.prorrogado else "prazo_impedimento"
        valores["impedimento_ate"] = data(prazo.impedimento_ate)
    return modelo.paragrafo(chave, **valores)


def _acumulacao(dados: DadosTermoPosse, modelo: ModeloTexto, data: Callable[..., str]) -> Marcado:
    declaracao = dados.acumulacao
    dia = data(declaracao.data)
    if declaracao.acumula is None:
        outro = declaracao.outro_cargo or lacuna(24)
        hipotese = declaracao.hipotese or lacuna(4)
        return modelo.paragrafo("acumulacao_em_branco", data=dia, outro_cargo=outro, hipotese=hipotese)
    if not declaracao.acumula:
        return modelo.paragrafo("acumulacao_nao", data=dia)
    outro = declaracao.outro_cargo or lacuna(30)
    horas = f", {declaracao.horas_semanais} horas semanais" if declaracao.horas_semanais else ""
    if declaracao.hipotese:
        hipotese = declaracao.hipotese
        return modelo.paragrafo("acumulacao_sim", data=dia, outro_cargo=outro, horas=horas, hipotese=hipotese)
    if declaracao.desligamento:
        fim = declaracao.desligamento
        return modelo.paragrafo("acumulacao_desligamento", data=dia, outro_cargo=outro, horas=horas, desligamento=fim)
    remissao = _remissao(dados, modelo)
    return modelo.paragrafo("acumulacao_ressalva", data=dia, outro_cargo=outro, horas=horas, ressalva=remissao)
