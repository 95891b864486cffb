// Beside each password a button that shows it. The text says what the button will do; sending hides it again.
for (const input of document.querySelectorAll("input[data-show]")) {
    const button = document.createElement("button");
    const set = (type) => {
        input.type = type;
        button.textContent = type === "password" ? input.dataset.show : input.dataset.hide;
        button.setAttribute("aria-label", `${button.textContent} : ${input.labels[0].textContent}`);
    };
    button.type = "button";
    button.className = "second show";
    button.addEventListener("click", () => set(input.type === "password" ? "text" : "password"));
    input.form.addEventListener("submit", () => set("password"));
    addEventListener("pagehide", () => set("password"));
    input.after(button);
    set("password");
}
